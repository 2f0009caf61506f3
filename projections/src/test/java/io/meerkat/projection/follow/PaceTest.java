package io.meerkat.projection.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.BranchId;
import io.meerkat.model.BranchPurpose;
import io.meerkat.model.CatalogId;
import io.meerkat.model.EventId;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.RefName;
import io.meerkat.model.SaltedText;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.BranchEvent.BranchCreated;
import io.meerkat.model.event.Event;
import io.meerkat.model.event.RecordedBy;
import io.meerkat.storage.event.Position;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Event EVENT = new BranchCreated(
            TenantId.DEFAULT,
            new CatalogId(UUID.randomUUID()),
            new BranchId(UUID.randomUUID()),
            RefName.MAIN,
            Optional.empty(),
            BranchPurpose.ANY);
    private static final RecordedEvent WRITTEN = new RecordedEvent(
            new EventId(UUID.randomUUID()),
            Position.BEFORE_ALL,
            Instant.EPOCH,
            new RecordedBy(
                    PrincipalId.NOBODY,
                    Optional.empty(),
                    "request",
                    SaltedText.withFreshSalt("here").commitment()),
            EVENT);

    private final Pace pace = new Pace(new Endless(), 2);

    @Test
    void whatWaitsToBeWrittenKeepsMoreFromBeingRead() throws InterruptedException {
        var stream = pace.openStream(null);
        stream.nextAvailable();
        assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isTrue();
        stream.nextAvailable();

        assertThat(stream.hasNextAvailable(1, TimeUnit.MILLISECONDS)).isFalse();

        pace.done(List.of(WRITTEN));
        assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoBeginsAnewHasNothingWaiting() throws InterruptedException {
        var given = pace.openStream(null);
        given.nextAvailable();
        given.nextAvailable();

        assertThat(pace.openStream(null).hasNextAvailable(0, TimeUnit.SECONDS)).isTrue();
    }

    /** The same event over and over. */
    private static final class Endless
            implements StreamableMessageSource<TrackedEventMessage<?>>, BlockingStream<TrackedEventMessage<?>> {
        @Override
        public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken after) {
            return this;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return Optional.of(nextAvailable());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return true;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            return new GenericTrackedEventMessage<>(
                    new GlobalSequenceTrackingToken(1),
                    new org.axonframework.eventhandling.GenericEventMessage<>(EVENT, Collections.emptyMap()));
        }

        @Override
        public void close() {}
    }
}
