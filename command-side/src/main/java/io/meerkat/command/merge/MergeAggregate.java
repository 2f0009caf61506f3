package io.meerkat.command.merge;

import io.meerkat.command.event.EventActor;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.MergeEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Axon's view of a merge that was opened. Nothing is told of it once it has ended. */
public final class MergeAggregate {
    @AggregateIdentifier
    private @Nullable String stream;

    private MergeState state = MergeState.ABSENT;

    /** For Axon. */
    MergeAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(OpenMerge command) {
        AggregateLifecycle.apply(command.event(), EventActor.metadata(command.actor(), command.clock()));
    }

    @CommandHandler
    void handle(TellMerge command) {
        if (state != MergeState.OPEN) {
            throw new IllegalStateException("the merge %s is not open any more"
                    .formatted(command.event().merge()));
        }
        AggregateLifecycle.apply(command.event(), EventActor.metadata(command.actor(), command.clock()));
    }

    @EventSourcingHandler
    void on(MergeEvent event) {
        stream = StreamId.of(event.tenant(), event.merge()).toString();
        state = state.after(event);
    }
}
