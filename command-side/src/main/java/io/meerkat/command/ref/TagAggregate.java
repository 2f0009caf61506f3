package io.meerkat.command.ref;

import io.meerkat.command.event.EventActor;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.TagEvent;
import io.meerkat.model.event.TagEvent.TagCreated;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Axon's view of a tag. That its name is free, and that it is there, its row tells in the same transaction. */
public final class TagAggregate {
    @AggregateIdentifier
    private @Nullable String stream;

    /** For Axon. */
    TagAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(CreateTag command) {
        AggregateLifecycle.apply(command.tag(), EventActor.metadata(command.actor(), command.clock()));
    }

    @CommandHandler
    void handle(RenameTag command) {
        AggregateLifecycle.apply(command.tag(), EventActor.metadata(command.actor(), command.clock()));
    }

    @CommandHandler
    void handle(DeleteTag command) {
        AggregateLifecycle.apply(command.tag(), EventActor.metadata(command.actor(), command.clock()));
    }

    @EventSourcingHandler
    void on(TagEvent event) {
        if (event instanceof TagCreated created) {
            stream = StreamId.of(created.tenant(), created.tag()).toString();
        }
    }
}
