package io.meerkat.command.event;

import static java.util.Map.entry;

import io.meerkat.model.event.AttemptsEvent;
import io.meerkat.model.event.BranchEvent;
import io.meerkat.model.event.CatalogEvent;
import io.meerkat.model.event.Event;
import io.meerkat.model.event.MergeEvent;
import io.meerkat.model.event.PurgeEvent;
import io.meerkat.model.event.TagEvent;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as JSON. The names and forms here are what is stored for ever: a form that must change gets a new revision, an
 * approved file of its own and an upcaster from the one before.
 */
public final class EventCodec {
    private static final ObjectMapper JSON = JsonMapper.shared();

    /** By the name of each event, the revision that is written. */
    private static final SortedMap<String, Integer> REVISIONS = new TreeMap<>(Map.ofEntries(
            entry(CatalogJson.CREATED, 1),
            entry(CatalogJson.DROPPED, 1),
            entry(CatalogJson.PROTECTED, 1),
            entry(BranchJson.CREATED, 2),
            entry(BranchJson.MOVED, 2),
            entry(BranchJson.RENAMED, 1),
            entry(BranchJson.DELETED, 1),
            entry(BranchJson.RECORDED, 1),
            entry(TagJson.CREATED, 1),
            entry(TagJson.RENAMED, 1),
            entry(TagJson.DELETED, 1),
            entry(MergeJson.OPENED, 1),
            entry(MergeJson.ANSWERED, 1),
            entry(MergeJson.COMPLETED, 1),
            entry(MergeJson.ABORTED, 1),
            entry(PurgeJson.REQUESTED, 1),
            entry(PurgeJson.COMPLETED, 1),
            entry(AttemptsJson.REFUSED, 2)));

    private final List<Upcaster> upcasters;

    /** {@code upcasters}: of one event, in the order of the revisions that they are from. */
    public EventCodec(List<Upcaster> upcasters) {
        this.upcasters = List.copyOf(upcasters);
    }

    /** For the events of this program's own revisions. */
    public static EventCodec current() {
        return new EventCodec(List.of(
                new Upcaster(new EventName(BranchJson.CREATED, 1), BranchJson::ofAnyPurpose),
                new Upcaster(new EventName(BranchJson.MOVED, 1), BranchJson::withFewerReasons),
                new Upcaster(new EventName(AttemptsJson.REFUSED, 1), AttemptsJson::withReasons)));
    }

    /** By the name of each event, the revision up to which this program reads it. */
    public static SortedMap<String, Integer> readable() {
        return new TreeMap<>(REVISIONS);
    }

    public static EventName nameOf(Event event) {
        String name = switch (event) {
            case CatalogEvent.CatalogCreated created -> CatalogJson.CREATED;
            case CatalogEvent.CatalogDropped dropped -> CatalogJson.DROPPED;
            case CatalogEvent.ProtectionsSet set -> CatalogJson.PROTECTED;
            case BranchEvent.BranchCreated created -> BranchJson.CREATED;
            case BranchEvent.BranchMoved moved -> BranchJson.MOVED;
            case BranchEvent.BranchRenamed renamed -> BranchJson.RENAMED;
            case BranchEvent.BranchDeleted deleted -> BranchJson.DELETED;
            case BranchEvent.CommitRecorded recorded -> BranchJson.RECORDED;
            case TagEvent.TagCreated created -> TagJson.CREATED;
            case TagEvent.TagRenamed renamed -> TagJson.RENAMED;
            case TagEvent.TagDeleted deleted -> TagJson.DELETED;
            case MergeEvent.MergeOpened opened -> MergeJson.OPENED;
            case MergeEvent.MergeAnswered answered -> MergeJson.ANSWERED;
            case MergeEvent.MergeCompleted completed -> MergeJson.COMPLETED;
            case MergeEvent.MergeAborted aborted -> MergeJson.ABORTED;
            case PurgeEvent.PurgeRequested requested -> PurgeJson.REQUESTED;
            case PurgeEvent.PurgeCompleted completed -> PurgeJson.COMPLETED;
            case AttemptsEvent.AttemptsRefused refused -> AttemptsJson.REFUSED;
        };
        return new EventName(name, revision(name));
    }

    /** None for a name that nobody knows. */
    private static int revision(String name) {
        return REVISIONS.getOrDefault(name, 0);
    }

    public byte[] encode(Event event) {
        return JSON.writeValueAsBytes(
                switch (event) {
                    case CatalogEvent.CatalogCreated created -> CatalogJson.created(created);
                    case CatalogEvent.CatalogDropped dropped -> CatalogJson.dropped(dropped);
                    case CatalogEvent.ProtectionsSet set -> CatalogJson.protectionsSet(set);
                    case BranchEvent.BranchCreated created -> BranchJson.created(created);
                    case BranchEvent.BranchMoved moved -> BranchJson.moved(moved);
                    case BranchEvent.BranchRenamed renamed -> BranchJson.renamed(renamed);
                    case BranchEvent.BranchDeleted deleted -> BranchJson.deleted(deleted);
                    case BranchEvent.CommitRecorded recorded -> BranchJson.recorded(recorded);
                    case TagEvent.TagCreated created -> TagJson.created(created);
                    case TagEvent.TagRenamed renamed -> TagJson.renamed(renamed);
                    case TagEvent.TagDeleted deleted -> TagJson.deleted(deleted);
                    case MergeEvent.MergeOpened opened -> MergeJson.opened(opened);
                    case MergeEvent.MergeAnswered answered -> MergeJson.answered(answered);
                    case MergeEvent.MergeCompleted completed -> MergeJson.completed(completed);
                    case MergeEvent.MergeAborted aborted -> MergeJson.aborted(aborted);
                    case PurgeEvent.PurgeRequested requested -> PurgeJson.requested(requested);
                    case PurgeEvent.PurgeCompleted completed -> PurgeJson.completed(completed);
                    case AttemptsEvent.AttemptsRefused refused -> AttemptsJson.refused(refused);
                });
    }

    /** Refuses an event whose name or revision this program does not know: it was written by a newer one. */
    public Event decode(EventName stored, byte[] payload) {
        var name = stored;
        var current = (ObjectNode) JSON.readTree(payload);
        for (Upcaster upcaster : upcasters) {
            if (upcaster.from().equals(name)) {
                current = upcaster.change().apply(current);
                name = new EventName(name.name(), name.revision() + 1);
            }
        }
        if (name.revision() != revision(name.name())) {
            throw new IllegalArgumentException("unknown event " + stored);
        }
        return switch (name.name()) {
            case CatalogJson.CREATED -> CatalogJson.created(current);
            case CatalogJson.DROPPED -> CatalogJson.dropped(current);
            case CatalogJson.PROTECTED -> CatalogJson.protectionsSet(current);
            case BranchJson.CREATED -> BranchJson.created(current);
            case BranchJson.MOVED -> BranchJson.moved(current);
            case BranchJson.RENAMED -> BranchJson.renamed(current);
            case BranchJson.DELETED -> BranchJson.deleted(current);
            case BranchJson.RECORDED -> BranchJson.recorded(current);
            case TagJson.CREATED -> TagJson.created(current);
            case TagJson.RENAMED -> TagJson.renamed(current);
            case TagJson.DELETED -> TagJson.deleted(current);
            case MergeJson.OPENED -> MergeJson.opened(current);
            case MergeJson.ANSWERED -> MergeJson.answered(current);
            case MergeJson.COMPLETED -> MergeJson.completed(current);
            case MergeJson.ABORTED -> MergeJson.aborted(current);
            case PurgeJson.REQUESTED -> PurgeJson.requested(current);
            case PurgeJson.COMPLETED -> PurgeJson.completed(current);
            case AttemptsJson.REFUSED -> AttemptsJson.refused(current);
            default -> throw new IllegalArgumentException("unknown event " + stored);
        };
    }
}
