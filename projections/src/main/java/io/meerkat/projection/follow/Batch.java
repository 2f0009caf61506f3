package io.meerkat.projection.follow;

import io.meerkat.storage.event.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** What one unit of work of the processor has read, collected so that it is written at once when the work commits. */
final class Batch {
    private static final String RESOURCE = Batch.class.getName();

    private final List<RecordedEvent> events = new ArrayList<>();
    private Position end = Position.BEFORE_ALL;
    private OptionalInt segment = OptionalInt.empty();

    private Batch() {}

    static Optional<Batch> current() {
        return CurrentUnitOfWork.isStarted()
                ? Optional.ofNullable(CurrentUnitOfWork.get().root().getResource(RESOURCE))
                : Optional.empty();
    }

    /** Adds to the batch of the current unit of work; the first event of one arranges for it to be written. */
    static void add(RecordedEvent event, Consumer<Batch> write) {
        var root = CurrentUnitOfWork.get().root();
        Batch batch = root.getOrComputeResource(RESOURCE, key -> {
            var started = new Batch();
            root.onCommit(work -> write.accept(started));
            return started;
        });
        batch.events.add(event);
    }

    /** The segment's token after these events. */
    void endAt(int ofSegment, Position position) {
        segment = OptionalInt.of(ofSegment);
        end = position;
    }

    List<RecordedEvent> events() {
        return List.copyOf(events);
    }

    int segment() {
        return segment.orElseThrow();
    }

    Position end() {
        return end;
    }
}
