package io.meerkat.benchmark.measure;

import io.meerkat.benchmark.http.Answer;
import io.meerkat.benchmark.http.HttpConnection;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** A connection with the thread that it is used by. */
public final class Worker {
    private final int index;
    private final HttpConnection connection;
    private final RandomGenerator random;
    private final Tally unmeasured = new Tally();
    private final Tally measured = new Tally();
    private Tally current = unmeasured;
    private final AtomicLong done = new AtomicLong();
    private long began;

    Worker(int index, HttpConnection connection, long seed) {
        this.index = index;
        this.connection = connection;
        this.random = new SplittableRandom(seed + index);
    }

    public int index() {
        return index;
    }

    public RandomGenerator random() {
        return random;
    }

    /** Sends what belongs to the unit. */
    public Answer send(Request request) throws NoAnswerException {
        try {
            var answer = connection.send(request);
            current.answered(answer.status(), answer.bytesReceived());
            return answer;
        } catch (NoAnswerException e) {
            current.notAnswered();
            throw e;
        }
    }

    /** Whether what is sent now counts, rather than warms up. */
    public boolean isMeasured() {
        return current == measured;
    }

    /** The unit begins only now: what was sent before, uncounted, made it possible. */
    public void beginUnit() {
        began = System.nanoTime();
    }

    /** Sends what the unit or its check needs and nobody counts. */
    public Answer sendUncounted(Request request) throws NoAnswerException {
        return connection.send(request);
    }

    void run(Work work, Pace pace, long measuredFrom) {
        for (var arrival = pace.next(); arrival != Pace.OVER; arrival = pace.next()) {
            current = arrival - measuredFrom >= 0 ? measured : unmeasured;
            began = arrival;
            try {
                if (work.once(this)) {
                    current.unit(System.nanoTime() - began);
                    done.incrementAndGet();
                }
            } catch (NoAnswerException _) {
                // Counted where it was sent.
            }
        }
        connection.close();
    }

    /** Units so far, warm-up included. */
    long done() {
        return done.get();
    }

    Tally measured() {
        return measured;
    }
}
