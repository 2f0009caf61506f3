package io.meerkat.command.axon;

import io.meerkat.command.event.EventCodec;
import io.meerkat.command.event.PostgresEventStorageEngine;
import io.meerkat.command.event.PostgresEventStorageEngine.HeadSnapshot;
import io.meerkat.command.event.Readers;
import io.meerkat.storage.Database;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;

/** Sends commands to their aggregates, on the caller's thread and in the caller's transaction. */
public final class Commands implements AutoCloseable {
    private final CommandBus bus = SimpleCommandBus.builder().build();
    private final EmbeddedEventStore events;

    /** {@code snapshots}: by type of stream, how its aggregate is told from a head, where it need not be replayed. */
    public Commands(
            Database database,
            EventCodec codec,
            Readers readers,
            Map<String, HeadSnapshot> snapshots,
            List<Class<?>> aggregates) {
        this.events = EmbeddedEventStore.builder()
                .storageEngine(new PostgresEventStorageEngine(database, codec, readers, snapshots))
                .build();
        aggregates.forEach(this::subscribe);
    }

    /** Runs a command to its end. What it throws is thrown here, and nothing of it was appended. */
    public <R> R run(Object command, Class<R> result) {
        var answer = new AtomicReference<CommandResultMessage<?>>();
        bus.dispatch(GenericCommandMessage.asCommandMessage(command), (message, outcome) -> answer.set(outcome));
        var outcome = answer.get();
        if (outcome.isExceptional()) {
            throw outcome.exceptionResult() instanceof RuntimeException e
                    ? e
                    : new IllegalStateException(outcome.exceptionResult());
        }
        return result.cast(outcome.getPayload());
    }

    private <T> void subscribe(Class<T> aggregate) {
        // The lanes make writers take turns, and the heads guard the store: a lock here would only be in the way.
        EventSourcingRepository<T> repository = EventSourcingRepository.builder(aggregate)
                .eventStore(events)
                .lockFactory(NullLockFactory.INSTANCE)
                .build();
        AggregateAnnotationCommandHandler.<T>builder()
                .aggregateType(aggregate)
                .repository(repository)
                .build()
                .subscribe(bus);
    }

    @Override
    public void close() {
        events.shutDown();
    }
}
