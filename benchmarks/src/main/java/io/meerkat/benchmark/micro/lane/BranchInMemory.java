package io.meerkat.benchmark.micro.lane;

import io.meerkat.benchmark.micro.sample.SampleCommit;
import io.meerkat.command.branch.BranchAggregate;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.event.Head;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/** A branch that stands where it stood, whatever is appended: so every batch is decided on the same head. */
record BranchInMemory(Head head) implements EventStorageEngine {
    static final StreamId STREAM = StreamId.of(TenantId.DEFAULT, SampleCommit.BRANCH);

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return BranchAggregate.at(STREAM, head)
                .map(aggregate -> new GenericDomainEventMessage<>(
                        StreamId.BRANCH, aggregateIdentifier, head.lastSeq(), aggregate));
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        return DomainEventStream.empty();
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return Optional.of(head.lastSeq());
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        // They were decided, and that is what is measured; their encoding is measured by itself.
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("the head of a branch is its snapshot");
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        throw new UnsupportedOperationException("nobody follows this branch");
    }
}
