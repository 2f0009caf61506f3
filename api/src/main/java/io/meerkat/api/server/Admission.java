package io.meerkat.api.server;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.iceberg.IcebergError;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * How many changes are under way at once, by the memory that there is. Each of them holds its table's metadata, before and
 * after, until it is committed; without a limit a thousand clients fill a small heap, and the server does nothing but
 * collect garbage. Who comes when all places are taken waits at the door in the order of coming, where it holds next to
 * nothing. Reads do not wait.
 */
final class Admission {
    private static final long BYTES_EACH = 2 << 20;
    private static final int PLACES_MIN = 64;
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final int count;
    private final Semaphore places;
    private final Duration waitMax;

    Admission(int places, Duration waitMax) {
        this.count = places;
        this.places = new Semaphore(places, true);
        this.waitMax = waitMax;
    }

    static Admission byMemory() {
        long places = Runtime.getRuntime().maxMemory() / BYTES_EACH;
        return new Admission((int) Math.clamp(places, PLACES_MIN, Integer.MAX_VALUE), WAIT_MAX);
    }

    /** @throws IcebergError 503 after too long a wait; nothing was done */
    Answer admit(Request request, Function<Request, Answer> work) {
        if (READS.contains(request.method())) {
            return work.apply(request);
        }
        enter();
        try {
            return work.apply(request);
        } finally {
            places.release();
        }
    }

    private void enter() {
        try {
            if (places.tryAcquire(waitMax.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw IcebergError.tryAgain("%d changes are under way already".formatted(count));
    }
}
