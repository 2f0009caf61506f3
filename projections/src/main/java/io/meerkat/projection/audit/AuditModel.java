package io.meerkat.projection.audit;

import io.meerkat.projection.follow.ReadModel;
import io.meerkat.projection.follow.RecordedEvent;
import io.meerkat.storage.Database;
import java.util.List;

/** The audit log as a read model. */
public final class AuditModel implements ReadModel {
    private final AuditTable table;

    public AuditModel(Database database) {
        this.table = new AuditTable(database);
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public List<String> tables() {
        return List.of(AuditTable.NAME);
    }

    @Override
    public void write(String schema, List<RecordedEvent> events) {
        table.add(
                schema,
                events.stream().flatMap(event -> AuditEntry.of(event).stream()).toList());
    }
}
