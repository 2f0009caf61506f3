package io.meerkat.api.history;

import io.meerkat.api.content.StoredContents;
import io.meerkat.api.history.ObjectLog.From;
import io.meerkat.api.history.ObjectLog.Step;
import io.meerkat.model.CommitId;
import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.Database;
import io.meerkat.storage.commit.ContentTable;
import io.meerkat.storage.load.ResolvedRef;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.types.TypeUtil;

/** Who last changed each column and property of a table, along first parents and across its names. */
public final class Blame {
    /** How many commits of the table are looked at; what none of them changed is older. */
    public static final int COMMITS_MAX = 500;

    private static final int PAGE = 50;

    private final ObjectLog log;
    private final ContentTable contents;

    public Blame(Database database) {
        this.log = new ObjectLog(database);
        this.contents = new ContentTable(database);
    }

    /** By column id and by property; no commit where it is older than what was looked at. */
    public record Blamed(Map<Integer, BlamedColumn> columns, Map<String, BlamedProperty> properties) {}

    public record BlamedColumn(String name, Optional<CommitId> commit) {}

    public record BlamedProperty(String value, Optional<CommitId> commit) {}

    public Blamed of(ResolvedRef at, TreeKey key, Entry table) {
        var stored = new StoredContents(contents, at.catalog().tenant());
        var metadata = stored.table(table);
        var columns = new TreeMap<Integer, BlamedColumn>();
        TypeUtil.indexById(metadata.schema().asStruct())
                .keySet()
                .forEach(id ->
                        columns.put(id, new BlamedColumn(metadata.schema().findColumnName(id), Optional.empty())));
        var properties = new TreeMap<String, BlamedProperty>();
        metadata.properties()
                .forEach((name, value) -> properties.put(name, new BlamedProperty(value, Optional.empty())));
        var blamed = new Blamed(columns, properties);

        Optional<From> next = Optional.of(new From(key, at.generation() + 1));
        for (int looked = 0; looked < COMMITS_MAX && next.isPresent() && isOpen(blamed); looked += PAGE) {
            var page = log.page(at, table.contentId(), next.get(), PAGE);
            page.steps().forEach(step -> blame(step, stored, blamed));
            next = page.next();
        }
        return blamed;
    }

    private static boolean isOpen(Blamed blamed) {
        return blamed.columns().values().stream()
                        .anyMatch(column -> column.commit().isEmpty())
                || blamed.properties().values().stream()
                        .anyMatch(property -> property.commit().isEmpty());
    }

    private static void blame(Step step, StoredContents stored, Blamed blamed) {
        var commit = Optional.of(step.commit());
        var change = step.change();
        if (change.before().isEmpty()) {
            blamed.columns().replaceAll((id, column) -> first(column, commit));
            blamed.properties().replaceAll((name, property) -> first(property, commit));
            return;
        }
        if (change.before().equals(change.after())) {
            return;
        }
        var difference = TableDifference.of(
                stored.table(change.before().get()), stored.table(change.after().orElseThrow()));
        difference
                .columns()
                .forEach(column -> blamed.columns().computeIfPresent(column.id(), (id, was) -> first(was, commit)));
        difference
                .properties()
                .forEach(property ->
                        blamed.properties().computeIfPresent(property.key(), (name, was) -> first(was, commit)));
    }

    /** The newest is looked at first. */
    private static BlamedColumn first(BlamedColumn column, Optional<CommitId> commit) {
        return new BlamedColumn(column.name(), column.commit().or(() -> commit));
    }

    private static BlamedProperty first(BlamedProperty property, Optional<CommitId> commit) {
        return new BlamedProperty(property.value(), property.commit().or(() -> commit));
    }
}
