package io.meerkat.command.branch;

import io.meerkat.command.event.EventActor;
import io.meerkat.model.Actor;
import io.meerkat.model.BranchPurpose;
import io.meerkat.model.LineId;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.BranchEvent;
import io.meerkat.model.event.BranchEvent.BranchCreated;
import io.meerkat.model.event.BranchEvent.BranchDeleted;
import io.meerkat.model.event.BranchEvent.BranchMoved;
import io.meerkat.storage.event.Head;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Axon's view of a branch: loads its state, asks the decider, appends what it decided. */
public final class BranchAggregate {
    @AggregateIdentifier
    private @Nullable String stream;

    private BranchState state = new BranchState.Absent();

    /** For Axon. */
    BranchAggregate() {}

    private BranchAggregate(StreamId stream, BranchState state) {
        this.stream = stream.toString();
        this.state = state;
    }

    /** The branch as its newest head tells it: no event needs to be read. */
    public static Optional<BranchAggregate> at(StreamId stream, Head head) {
        return head.branch()
                .map(branch -> new BranchAggregate(
                        stream, new BranchState.Open(stream.tenant(), branch.catalog(), branch.line(), branch.at())));
    }

    @CommandHandler
    AppendedBatch handle(CommitChanges command) {
        if (state instanceof BranchState.Absent) {
            return AppendedBatch.toNoBranch(command.branch(), command.requests());
        }
        return appended(BatchDecider.decide(state, command));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    AppendedBatch handle(OpenBranch command) {
        var created = new BranchCreated(
                command.tenant(),
                command.catalog(),
                command.branch(),
                command.name(),
                Optional.empty(),
                BranchPurpose.ANY);
        AggregateLifecycle.apply(created, EventActor.metadata(command.root().actor(), command.clock()));
        return appended(BatchDecider.open(command));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(StartBranch command) {
        var by = EventActor.metadata(command.actor(), command.clock());
        AggregateLifecycle.apply(
                new BranchCreated(
                        command.tenant(),
                        command.catalog(),
                        command.branch(),
                        command.name(),
                        Optional.of(command.from().commit()),
                        command.purpose()),
                by);
        AggregateLifecycle.apply(
                new BranchMoved(
                        command.tenant(),
                        command.catalog(),
                        command.branch(),
                        command.name(),
                        LineId.first(command.branch()),
                        command.from(),
                        BranchMoved.Reason.STARTED),
                by);
    }

    @CommandHandler
    void handle(MoveBranch command) {
        move(command);
    }

    @CommandHandler
    AppendedBatch handle(ReplayBranch command) {
        command.move().ifPresent(this::move);
        var decision = BatchDecider.decide(state, command.commits());
        decision.firstDenied().ifPresent(denied -> {
            throw new ReplayDenied(denied.reason());
        });
        return appended(decision);
    }

    private void move(MoveBranch command) {
        tell(
                new BranchMoved(
                        command.tenant(),
                        command.catalog(),
                        command.branch(),
                        command.name(),
                        command.line(),
                        command.to(),
                        command.reason()),
                command.actor(),
                command.clock());
    }

    @CommandHandler
    void handle(RenameBranch command) {
        tell(command.event(), command.actor(), command.clock());
    }

    @CommandHandler
    void handle(DeleteBranch command) {
        tell(
                new BranchDeleted(command.tenant(), command.catalog(), command.branch(), command.name()),
                command.actor(),
                command.clock());
    }

    /** Nothing is told of a branch once it has ended. */
    private void tell(BranchEvent event, Actor actor, Instant clock) {
        if (state instanceof BranchState.Absent) {
            throw new IllegalStateException("there is no such branch");
        }
        AggregateLifecycle.apply(event, EventActor.metadata(actor, clock));
    }

    private AppendedBatch appended(BatchDecision decision) {
        decision.accepted()
                .forEach(accepted -> AggregateLifecycle.apply(
                        accepted.event(),
                        EventActor.metadata(
                                accepted.request().actor(),
                                accepted.event().commit().time())));
        return new AppendedBatch(decision, AggregateLifecycle.getVersion(), state.line());
    }

    @EventSourcingHandler
    void on(BranchEvent event) {
        if (event instanceof BranchCreated created) {
            stream = StreamId.of(created.tenant(), created.branch()).toString();
        }
        state = state.after(event);
    }
}
