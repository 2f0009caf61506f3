package io.meerkat.command.event;

import io.meerkat.model.EventId;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.BranchEvent.BranchMoved;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import io.meerkat.model.event.Event;
import io.meerkat.model.event.RecordedBy;
import io.meerkat.storage.Database;
import io.meerkat.storage.event.EventRow;
import io.meerkat.storage.event.EventTable;
import io.meerkat.storage.event.Head;
import io.meerkat.storage.event.Head.BranchHead;
import io.meerkat.storage.event.HeadTable;
import io.meerkat.storage.event.Position;
import io.meerkat.storage.event.StoredEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store on our tables. An append is guarded by the stream's head; the newest head also serves as the
 * snapshot of the aggregates that can be told from it, so that loading them costs one index probe and no event.
 */
public final class PostgresEventStorageEngine implements EventStorageEngine {
    private static final int PAGE = 512;
    private static final String HEAD_RESOURCE = "head of ";

    private final EventTable events;
    private final HeadTable heads;
    private final EventCodec codec;
    private final Readers readers;
    private final Map<String, HeadSnapshot> snapshots;

    /** {@code snapshots}: by type of stream, how its aggregate is told from a head. */
    public PostgresEventStorageEngine(
            Database database, EventCodec codec, Readers readers, Map<String, HeadSnapshot> snapshots) {
        this.events = new EventTable(database);
        this.heads = new HeadTable(database);
        this.codec = codec;
        this.readers = readers;
        this.snapshots = Map.copyOf(snapshots);
    }

    /** Makes an aggregate from the head of its stream, if it says enough. */
    @FunctionalInterface
    public interface HeadSnapshot {
        Optional<?> aggregate(StreamId stream, Head head);
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> messages) {
        var byStream = new LinkedHashMap<String, List<DomainEventMessage<?>>>();
        for (EventMessage<?> message : messages) {
            var domainEvent = (DomainEventMessage<?>) message;
            byStream.computeIfAbsent(domainEvent.getAggregateIdentifier(), stream -> new ArrayList<>())
                    .add(domainEvent);
        }
        byStream.forEach((stream, batch) -> append(StreamId.parse(stream), batch));
    }

    private void append(StreamId stream, List<DomainEventMessage<?>> batch) {
        long afterSeq = batch.getFirst().getSequenceNumber() - 1;
        var head = afterSeq < 0 ? Optional.<Head>empty() : head(stream);
        var previous = head.map(Head::lastHash).orElse(Hash.ZERO);
        var branch = head.flatMap(Head::branch);
        var rows = new ArrayList<EventRow>();
        for (DomainEventMessage<?> message : batch) {
            var row = row(stream, message, previous);
            rows.add(row);
            previous = row.hash();
            branch = after(branch, (Event) message.getPayload());
        }
        var last = rows.getLast();
        heads.append(stream, afterSeq, last.recordedAt(), new Head(last.seq(), previous, branch));
        events.append(rows);
    }

    private EventRow row(StreamId stream, DomainEventMessage<?> message, Hash previous) {
        var event = (Event) message.getPayload();
        var name = EventCodec.nameOf(event);
        readers.require(name);
        return new EventRow(
                stream,
                message.getSequenceNumber(),
                new EventId(UUID.fromString(message.getIdentifier())),
                name.name(),
                name.revision(),
                EventActor.time(message.getMetaData()),
                MetadataJson.encode(EventActor.actor(message.getMetaData())),
                codec.encode(event),
                previous);
    }

    private static Optional<BranchHead> after(Optional<BranchHead> head, Event event) {
        return switch (event) {
            case CommitRecorded recorded -> {
                var line = head.map(BranchHead::line).orElseGet(() -> LineId.first(recorded.branch()));
                yield Optional.of(new BranchHead(recorded.commit().catalog(), line, recorded.point()));
            }
            case BranchMoved moved -> Optional.of(new BranchHead(moved.catalog(), moved.line(), moved.to()));
            default -> head;
        };
    }

    /** Snapshots are the heads themselves. */
    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("the head of a stream is its snapshot");
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        var stream = StreamId.parse(aggregateIdentifier);
        return Optional.ofNullable(snapshots.get(stream.type()))
                .flatMap(snapshot -> head(stream)
                        .flatMap(head -> snapshot.aggregate(stream, head)
                                .map(aggregate -> new GenericDomainEventMessage<>(
                                        stream.type(), aggregateIdentifier, head.lastSeq(), aggregate))));
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        var stream = StreamId.parse(aggregateIdentifier);
        if (firstSequenceNumber > 0 && snapshots.containsKey(stream.type())) {
            return DomainEventStream.empty();
        }
        var found = events.ofStream(stream, firstSequenceNumber, Integer.MAX_VALUE);
        return DomainEventStream.of(found.stream().map(this::message).toList());
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return heads.newest(StreamId.parse(aggregateIdentifier)).map(Head::lastSeq);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        var from = token instanceof PositionToken(var at) ? at : Position.BEFORE_ALL;
        return Stream.iterate(
                        events.after(from, PAGE),
                        page -> !page.isEmpty(),
                        page -> events.after(page.getLast().position(), PAGE))
                .flatMap(List::stream)
                .map(event ->
                        new GenericTrackedDomainEventMessage<>(new PositionToken(event.position()), message(event)));
    }

    @Override
    public TrackingToken createTailToken() {
        return new PositionToken(Position.BEFORE_ALL);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new PositionToken(events.last());
    }

    private DomainEventMessage<?> message(StoredEvent stored) {
        var row = stored.row();
        return new GenericDomainEventMessage<>(
                row.stream().type(),
                row.stream().toString(),
                row.seq(),
                codec.decode(new EventName(row.name(), row.revision()), row.payload()),
                Map.of(RecordedBy.KEY, MetadataJson.decode(row.metadata())),
                row.id().toString(),
                row.recordedAt());
    }

    /** The head as this unit of work first saw it: what the aggregate was loaded from is what is appended to. */
    private Optional<Head> head(StreamId stream) {
        if (!CurrentUnitOfWork.isStarted()) {
            return heads.newest(stream);
        }
        return CurrentUnitOfWork.get().root().getOrComputeResource(HEAD_RESOURCE + stream, key -> heads.newest(stream));
    }
}
