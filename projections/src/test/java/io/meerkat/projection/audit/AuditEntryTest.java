package io.meerkat.projection.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.Change;
import io.meerkat.model.Changes;
import io.meerkat.model.Commit;
import io.meerkat.model.Commitment;
import io.meerkat.model.ContentId;
import io.meerkat.model.Domain;
import io.meerkat.model.Entry;
import io.meerkat.model.EventId;
import io.meerkat.model.Hash;
import io.meerkat.model.Identifier;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.Summary;
import io.meerkat.model.Summary.NamespaceSummary;
import io.meerkat.model.Summary.TableSummary;
import io.meerkat.model.Summary.ViewSummary;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import io.meerkat.model.event.Event;
import io.meerkat.model.event.RecordedBy;
import io.meerkat.projection.follow.RecordedEvent;
import io.meerkat.storage.event.Position;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AuditEntryTest {
    private static final EventId EVENT = EventId.parse("0b9f1c9e-8f8b-4f0a-9a53-3f0f3b1f9f10");
    private static final Instant TIME = Instant.parse("2026-11-21T10:00:00Z");
    private static final NamespacePath NAMESPACE = NamespacePath.of("a", "b");
    private static final Summary TABLE = new TableSummary(2, 0, -1);
    private static final Summary VIEW = new ViewSummary(1, 0, 1);

    @Test
    void everyChangedKeyHasAnEntryNamedForWhatWasDoneToIt() {
        var entries = AuditEntry.of(commit(
                change(NamespacePath.of("new"), Optional.empty(), some(1, new NamespaceSummary())),
                change(NamespacePath.of("old"), some(2, new NamespaceSummary()), Optional.empty()),
                change(NAMESPACE.object("appended"), some(3, TABLE), some(3, TABLE)),
                change(NAMESPACE.object("created"), Optional.empty(), some(4, TABLE)),
                change(NAMESPACE.object("dropped"), some(5, TABLE), Optional.empty()),
                change(NAMESPACE.object("seen"), some(6, VIEW), some(6, VIEW))));

        assertThat(entries)
                .extracting(entry ->
                        entry.fact().action() + " " + entry.fact().resource().name())
                .containsExactlyInAnyOrder(
                        "create_namespace new",
                        "delete_namespace old",
                        "commit_table a.b.appended",
                        "create_table a.b.created",
                        "drop_table a.b.dropped",
                        "update_view a.b.seen");
        assertThat(entries).extracting(AuditEntry::ordinal).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void anObjectThatLeftOneKeyForAnotherWasRenamed() {
        var entries = AuditEntry.of(commit(
                change(NAMESPACE.object("from"), some(1, TABLE), Optional.empty()),
                change(NAMESPACE.object("to"), Optional.empty(), some(1, TABLE))));

        assertThat(entries).extracting(entry -> entry.fact().action()).containsOnly("rename_table");
        assertThat(entries.getFirst().fact().details()).contains("\"renamed_to\":\"a.b.to\"");
        assertThat(entries.getLast().fact().details()).contains("\"renamed_from\":\"a.b.from\"");
    }

    @Test
    void anotherObjectUnderTheSameKeyWasCreated() {
        var entries = AuditEntry.of(commit(change(NAMESPACE.object("t"), some(1, TABLE), some(2, VIEW))));

        assertThat(entries).extracting(entry -> entry.fact().action()).containsExactly("create_view");
    }

    @Test
    void idsFollowFromEventAndOrdinalAlone() {
        assertThat(AuditEntry.id(EVENT, 0)).isEqualTo(AuditEntry.id(EVENT, 0)).isNotEqualTo(AuditEntry.id(EVENT, 1));
        assertThat(AuditEntry.id(EVENT, 0).version()).isEqualTo(8);
        assertThat(AuditEntry.id(EVENT, 0).variant()).isEqualTo(2);
    }

    private static Change change(Identifier key, Optional<Entry> before, Optional<Entry> after) {
        return new Change(key.key(), before, after, Optional.empty());
    }

    /** An object with some content: no two calls give the same. */
    private static Optional<Entry> some(int object, Summary summary) {
        return Optional.of(new Entry(
                new ContentId(new UUID(0, object)),
                Domain.CONTENT.hash(UUID.randomUUID().toString()),
                summary));
    }

    private static RecordedEvent commit(Change... changes) {
        var ordered = Changes.of(
                Stream.of(changes).sorted(Comparator.comparing(Change::key)).toList());
        var commit = new Commit(
                TenantId.DEFAULT,
                new CatalogId(new UUID(1, 1)),
                List.of(),
                List.of(),
                Hash.ZERO,
                0,
                PrincipalId.NOBODY,
                TIME,
                new Commitment(Hash.ZERO),
                ordered.hash());
        return recorded(new CommitRecorded(new BranchId(new UUID(2, 2)), commit.id(), commit, ordered, List.of()));
    }

    private static RecordedEvent recorded(Event event) {
        var by = new RecordedBy(PrincipalId.NOBODY, Optional.empty(), "r", new Commitment(Hash.ZERO));
        return new RecordedEvent(EVENT, new Position(1, 2, 3), TIME, by, event);
    }
}
