package io.meerkat.command.purge;

import io.meerkat.command.event.EventActor;
import io.meerkat.command.purge.PurgeState.Waiting;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.PurgeEvent;
import io.meerkat.model.event.PurgeEvent.PurgeCompleted;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Axon's view of the purge of one object. */
public final class PurgeAggregate {
    @AggregateIdentifier
    private @Nullable String stream;

    private PurgeState state = new PurgeState.NotRequested();

    /** For Axon. */
    PurgeAggregate() {}

    /** An object that came back after a purge was asked for may be dropped and purged again. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RequestPurge command) {
        AggregateLifecycle.apply(command.event(), EventActor.metadata(command.actor(), command.clock()));
    }

    /** Done twice, by two nodes or after a crash, it is told once. */
    @CommandHandler
    void handle(CompletePurge command) {
        if (state instanceof Waiting(var request)) {
            var tally = command.tally();
            AggregateLifecycle.apply(
                    new PurgeCompleted(
                            request.tenant(),
                            request.catalog(),
                            request.commit(),
                            request.key(),
                            request.contentId(),
                            tally.files(),
                            tally.bytes(),
                            tally.kept()),
                    EventActor.metadata(command.actor(), command.clock()));
        }
    }

    @EventSourcingHandler
    void on(PurgeEvent event) {
        stream = StreamId.ofPurge(event.tenant(), event.contentId()).toString();
        state = state.after(event);
    }
}
