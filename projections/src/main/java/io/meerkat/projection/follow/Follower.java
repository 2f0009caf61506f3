package io.meerkat.projection.follow;

import io.meerkat.model.EventId;
import io.meerkat.model.event.Event;
import io.meerkat.model.event.RecordedBy;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;

/** One reader of all events: Axon's pooled processor with one segment and two threads. */
final class Follower implements AutoCloseable {
    private static final int BATCH = 512;
    private static final long CHANGES_MAX = 10_000;
    private static final long CLAIM_TRY_MILLIS = 1_000;

    private final ScheduledExecutorService coordinator;
    private final ScheduledExecutorService worker;
    private final PooledStreamingEventProcessor processor;

    Follower(
            String name,
            StreamableMessageSource<TrackedEventMessage<?>> events,
            TokenStore tokens,
            TokenForm form,
            Consumer<Batch> write) {
        var paced = new Pace(events, CHANGES_MAX);
        coordinator = thread(name);
        worker = thread(name + "-worker");
        processor = PooledStreamingEventProcessor.builder()
                .name(name)
                .messageSource(paced)
                .tokenStore(tokens)
                .initialSegmentCount(1)
                .initialToken(StreamableMessageSource::createTailToken)
                .eventHandlerInvoker(new Collector(form, batch -> {
                    try {
                        write.accept(batch);
                    } finally {
                        paced.done(batch.events());
                    }
                }))
                .transactionManager(NoTransactionManager.INSTANCE)
                .coordinatorExecutor(coordinator)
                .workerExecutor(worker)
                .tokenClaimInterval(CLAIM_TRY_MILLIS)
                .claimExtensionThreshold(TokenTable.CLAIM.toMillis() / 4)
                .batchSize(BATCH)
                .build();
    }

    void start() {
        processor.start();
    }

    /** Ends after the batch that is being written. */
    @Override
    public void close() {
        processor.shutDown();
        coordinator.shutdown();
        worker.shutdown();
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("follow-" + name).daemon().factory());
    }

    /** Only collects; the transaction opens when all of a batch has been read. */
    private record Collector(TokenForm form, Consumer<Batch> write) implements EventHandlerInvoker {
        @Override
        public boolean canHandle(EventMessage<?> message, Segment segment) {
            return true;
        }

        @Override
        public void handle(EventMessage<?> message, Segment segment) {
            var tracked = (TrackedEventMessage<?>) message;
            var by = Objects.requireNonNull(message.getMetaData().get(RecordedBy.KEY), "an event says who acted");
            Batch.add(
                    new RecordedEvent(
                            EventId.parse(message.getIdentifier()),
                            form.position().apply(tracked.trackingToken()),
                            message.getTimestamp(),
                            (RecordedBy) by,
                            (Event) message.getPayload()),
                    write);
        }
    }
}
