package io.meerkat.command.attempt;

import io.meerkat.command.event.EventActor;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.AttemptsEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A stream that only grows: it decides nothing. */
public final class AttemptsAggregate {
    @AggregateIdentifier
    private @Nullable String stream;

    /** For Axon. */
    AttemptsAggregate() {}

    private AttemptsAggregate(String stream) {
        this.stream = stream;
    }

    public static AttemptsAggregate at(StreamId stream) {
        return new AttemptsAggregate(stream.toString());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordAttempts command) {
        AggregateLifecycle.apply(
                command.event(),
                EventActor.metadata(command.actor(), command.clock()).and(STREAM, command.stream()));
    }

    private static final String STREAM = "stream";

    @EventSourcingHandler
    void on(AttemptsEvent event, @MetaDataValue(STREAM) String stream) {
        this.stream = stream;
    }
}
