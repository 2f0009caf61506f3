package io.meerkat.benchmark.micro.lane;

import io.meerkat.command.branch.AppendedBatch;
import io.meerkat.command.branch.BranchAggregate;
import io.meerkat.command.branch.CommitChanges;
import io.meerkat.storage.event.Head;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;

/** Axon as the server sets it up, over a branch that is not stored anywhere. */
final class BranchCommands {
    private final CommandBus bus = SimpleCommandBus.builder().build();

    BranchCommands(Head head) {
        var events = EmbeddedEventStore.builder()
                .storageEngine(new BranchInMemory(head))
                .build();
        var repository = EventSourcingRepository.builder(BranchAggregate.class)
                .eventStore(events)
                .lockFactory(NullLockFactory.INSTANCE)
                .build();
        AggregateAnnotationCommandHandler.<BranchAggregate>builder()
                .aggregateType(BranchAggregate.class)
                .repository(repository)
                .build()
                .subscribe(bus);
    }

    AppendedBatch run(CommitChanges batch) {
        var answer = new AtomicReference<CommandResultMessage<?>>();
        bus.dispatch(GenericCommandMessage.asCommandMessage(batch), (_, outcome) -> answer.set(outcome));
        var outcome = answer.get();
        if (outcome.isExceptional()) {
            throw new IllegalStateException(outcome.exceptionResult());
        }
        return (AppendedBatch) outcome.getPayload();
    }
}
