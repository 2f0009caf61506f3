package io.meerkat.projection.audit;

import io.meerkat.model.Canonical;
import io.meerkat.model.Domain;
import io.meerkat.model.EventId;
import io.meerkat.model.event.AttemptsEvent.AttemptsRefused;
import io.meerkat.model.event.BranchEvent.BranchCreated;
import io.meerkat.model.event.BranchEvent.BranchDeleted;
import io.meerkat.model.event.BranchEvent.BranchMoved;
import io.meerkat.model.event.BranchEvent.BranchRenamed;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import io.meerkat.model.event.CatalogEvent.CatalogCreated;
import io.meerkat.model.event.CatalogEvent.CatalogDropped;
import io.meerkat.model.event.CatalogEvent.ProtectionsSet;
import io.meerkat.model.event.MergeEvent;
import io.meerkat.model.event.PurgeEvent;
import io.meerkat.model.event.TagEvent.TagCreated;
import io.meerkat.model.event.TagEvent.TagDeleted;
import io.meerkat.model.event.TagEvent.TagRenamed;
import io.meerkat.projection.follow.RecordedEvent;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A fact of the log under its id, with the place of its event in the global order. */
record AuditEntry(UUID id, EventId event, long position, int ordinal, Fact fact) {
    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    static List<AuditEntry> of(RecordedEvent recorded) {
        var facts = facts(recorded);
        return IntStream.range(0, facts.size())
                .mapToObj(i -> new AuditEntry(
                        id(recorded.id(), i), recorded.id(), recorded.position().position(), i, facts.get(i)))
                .toList();
    }

    /** A UUID of version 8, told from the event and the ordinal alone. */
    static UUID id(EventId event, int ordinal) {
        var digest = ByteBuffer.wrap(Domain.AUDIT_ENTRY
                .hash(new Canonical().uuid(event.value()).varint(ordinal))
                .bytes());
        return new UUID(digest.getLong() & ~VERSION_BITS | VERSION_8, digest.getLong() & ~VARIANT_BITS | VARIANT);
    }

    private static List<Fact> facts(RecordedEvent recorded) {
        return switch (recorded.event()) {
            case CatalogCreated created -> List.of(CatalogFacts.created(recorded, created));
            case CatalogDropped dropped -> List.of(CatalogFacts.dropped(recorded, dropped));
            case ProtectionsSet set -> List.of(CatalogFacts.protectionsSet(recorded, set));
            case BranchCreated created -> List.of(RefFacts.created(recorded, created));
            case BranchMoved moved -> RefFacts.moved(recorded, moved);
            case BranchRenamed renamed -> List.of(RefFacts.renamed(recorded, renamed));
            case BranchDeleted deleted -> List.of(RefFacts.deleted(recorded, deleted));
            case TagCreated created -> List.of(RefFacts.created(recorded, created));
            case TagRenamed renamed -> List.of(RefFacts.renamed(recorded, renamed));
            case TagDeleted deleted -> List.of(RefFacts.deleted(recorded, deleted));
            case CommitRecorded commit -> CommitFacts.of(recorded, commit);
            case MergeEvent merge -> List.of(MergeFacts.of(recorded, merge));
            case PurgeEvent purge -> List.of(PurgeFacts.of(recorded, purge));
            case AttemptsRefused refused ->
                refused.attempts().stream().map(AttemptFacts::of).toList();
        };
    }
}
