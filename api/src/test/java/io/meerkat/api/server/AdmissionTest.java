package io.meerkat.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.model.Actor;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.SaltedText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Answer DONE = Answer.empty(204);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private static Request request(String method) {
        var actor = new Actor(PrincipalId.NOBODY, Optional.empty(), "r", SaltedText.withFreshSalt("here"));
        return new Request(method, List.of("v1"), Map.of(), Map.of(), new byte[0], actor);
    }

    /** Takes the one place, until it may end. */
    private CompletableFuture<Answer> occupied(Admission admission) throws InterruptedException {
        var first = CompletableFuture.supplyAsync(() -> admission.admit(request("POST"), request -> {
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return DONE;
        }));
        begun.await();
        return first;
    }

    @Test
    void whoFindsNoPlaceIsToldToComeAgain() throws Exception {
        var admission = new Admission(1, Duration.ofMillis(10));
        var first = occupied(admission);

        assertThatThrownBy(() -> admission.admit(request("DELETE"), request -> DONE))
                .isInstanceOfSatisfying(
                        IcebergError.class, e -> assertThat(e.status()).isEqualTo(503))
                .hasMessageContaining("1 changes");
        assertThat(admission.admit(request("GET"), request -> DONE)).isEqualTo(DONE);

        mayEnd.countDown();
        assertThat(first.get()).isEqualTo(DONE);
        assertThat(admission.admit(request("DELETE"), request -> DONE)).isEqualTo(DONE);
    }

    @Test
    void whoWaitsGetsThePlaceThatIsLeft() throws Exception {
        var admission = new Admission(1, Duration.ofMinutes(1));
        occupied(admission);
        var second = CompletableFuture.supplyAsync(() -> admission.admit(request("POST"), request -> DONE));

        assertThat(second.isDone()).isFalse();
        mayEnd.countDown();

        assertThat(second.get()).isEqualTo(DONE);
    }

    @Test
    void aChangeThatFailsLeavesItsPlace() {
        var admission = new Admission(1, Duration.ofMillis(10));

        assertThatThrownBy(() -> admission.admit(request("POST"), request -> {
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");

        assertThat(admission.admit(request("POST"), request -> DONE)).isEqualTo(DONE);
    }
}
