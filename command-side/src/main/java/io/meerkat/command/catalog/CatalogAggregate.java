package io.meerkat.command.catalog;

import io.meerkat.command.catalog.CatalogState.Existing;
import io.meerkat.command.catalog.DropOutcome.Dropped;
import io.meerkat.command.event.EventActor;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.CatalogEvent;
import io.meerkat.model.event.CatalogEvent.CatalogCreated;
import io.meerkat.model.event.CatalogEvent.CatalogDropped;
import io.meerkat.model.event.CatalogEvent.ProtectionsSet;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Axon's view of a catalog. */
public final class CatalogAggregate {
    @AggregateIdentifier
    private @Nullable String stream;

    private CatalogState state = new CatalogState.Absent();

    /** For Axon. */
    CatalogAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(CreateCatalog command) {
        AggregateLifecycle.apply(command.event(), EventActor.metadata(command.actor(), command.clock()));
    }

    @CommandHandler
    DropOutcome handle(DropCatalog command) {
        var outcome = command.decide(state);
        if (outcome instanceof Dropped && state instanceof Existing(var created, var protections)) {
            AggregateLifecycle.apply(
                    new CatalogDropped(created.tenant(), created.catalog(), created.name()),
                    EventActor.metadata(command.actor(), command.clock()));
        }
        return outcome;
    }

    /** Whether the catalog is there. What is so already is not told again. */
    @CommandHandler
    boolean handle(SetProtections command) {
        if (!(state instanceof Existing(var created, var protections))) {
            return false;
        }
        if (!protections.equals(command.protections())) {
            AggregateLifecycle.apply(
                    new ProtectionsSet(created.tenant(), created.catalog(), created.name(), command.protections()),
                    EventActor.metadata(command.actor(), command.clock()));
        }
        return true;
    }

    @EventSourcingHandler
    void on(CatalogEvent event) {
        if (event instanceof CatalogCreated created) {
            stream = StreamId.of(created.tenant(), created.catalog()).toString();
        }
        state = state.after(event);
    }
}
