package io.meerkat.command.axon;

import io.meerkat.command.attempt.AttemptsAggregate;
import io.meerkat.command.branch.BranchAggregate;
import io.meerkat.command.catalog.CatalogAggregate;
import io.meerkat.command.event.EventCodec;
import io.meerkat.command.event.PostgresEventStorageEngine;
import io.meerkat.command.purge.PurgeAggregate;
import io.meerkat.model.StreamId;
import io.meerkat.storage.Database;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;

/** Sends commands to their aggregates, on the caller's thread and in the caller's transaction. */
public final class Commands implements AutoCloseable {
    private static final long POLL_MILLIS = 100;

    private final CommandBus bus = SimpleCommandBus.builder().build();
    private final EmbeddedEventStore events;

    public Commands(Database database, EventCodec codec) {
        var engine = new PostgresEventStorageEngine(
                database,
                codec,
                Map.of(
                        StreamId.BRANCH,
                        BranchAggregate::at,
                        StreamId.ATTEMPTS,
                        (stream, head) -> Optional.of(AttemptsAggregate.at(stream))));
        this.events = EmbeddedEventStore.builder()
                .storageEngine(engine)
                .fetchDelay(POLL_MILLIS)
                .build();
        subscribe(BranchAggregate.class);
        subscribe(CatalogAggregate.class);
        subscribe(PurgeAggregate.class);
        subscribe(AttemptsAggregate.class);
    }

    /** For followers. */
    public EventStore events() {
        return events;
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
