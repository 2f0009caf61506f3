package io.meerkat.command.event;

import io.meerkat.model.event.AttemptsEvent;
import io.meerkat.model.event.BranchEvent;
import io.meerkat.model.event.CatalogEvent;
import io.meerkat.model.event.Event;
import io.meerkat.model.event.PurgeEvent;
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
    private static final SortedMap<String, Integer> REVISIONS = new TreeMap<>(Map.of(
            CatalogJson.CREATED, 1,
            CatalogJson.DROPPED, 1,
            BranchJson.CREATED, 1,
            BranchJson.RECORDED, 1,
            PurgeJson.REQUESTED, 1,
            PurgeJson.COMPLETED, 1,
            AttemptsJson.REFUSED, 2));

    private final List<Upcaster> upcasters;

    /** {@code upcasters}: of one event, in the order of the revisions that they are from. */
    public EventCodec(List<Upcaster> upcasters) {
        this.upcasters = List.copyOf(upcasters);
    }

    /** For the events of this program's own revisions. */
    public static EventCodec current() {
        return new EventCodec(List.of(new Upcaster(new EventName(AttemptsJson.REFUSED, 1), AttemptsJson::withReasons)));
    }

    /** By the name of each event, the revision up to which this program reads it. */
    public static SortedMap<String, Integer> readable() {
        return new TreeMap<>(REVISIONS);
    }

    public static EventName nameOf(Event event) {
        String name = switch (event) {
            case CatalogEvent.CatalogCreated created -> CatalogJson.CREATED;
            case CatalogEvent.CatalogDropped dropped -> CatalogJson.DROPPED;
            case BranchEvent.BranchCreated created -> BranchJson.CREATED;
            case BranchEvent.CommitRecorded recorded -> BranchJson.RECORDED;
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
                    case BranchEvent.BranchCreated created -> BranchJson.created(created);
                    case BranchEvent.CommitRecorded recorded -> BranchJson.recorded(recorded);
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
            case BranchJson.CREATED -> BranchJson.created(current);
            case BranchJson.RECORDED -> BranchJson.recorded(current);
            case PurgeJson.REQUESTED -> PurgeJson.requested(current);
            case PurgeJson.COMPLETED -> PurgeJson.completed(current);
            case AttemptsJson.REFUSED -> AttemptsJson.refused(current);
            default -> throw new IllegalArgumentException("unknown event " + stored);
        };
    }
}
