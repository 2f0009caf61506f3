package io.meerkat.conformance.faults.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Of the answers to an HTTP server's POSTs some are lost when the server has done its work: all of an answer, or its
 * second half.
 */
public final class LostAnswers implements Rule {
    private static final String POST = "POST ";
    private static final String ANSWER = "HTTP/1.1 ";

    private final Random random;
    private final int oneIn;
    private final Map<Link, Boolean> asked = new WeakHashMap<>();
    private final AtomicInteger lost = new AtomicInteger();

    /** One answer in so many is lost. */
    public LostAnswers(Random random, int oneIn) {
        this.random = random;
        this.oneIn = oneIn;
    }

    public int lost() {
        return lost.get();
    }

    @Override
    public synchronized Verdict on(Link link, Direction direction, byte[] piece) {
        if (direction == Direction.TO_SERVER) {
            asked.merge(link, begins(piece, POST), Boolean::logicalOr);
            return Verdict.PASS;
        }
        if (!begins(piece, ANSWER) || !Boolean.TRUE.equals(asked.put(link, false)) || random.nextInt(oneIn) > 0) {
            return Verdict.PASS;
        }
        lost.incrementAndGet();
        return random.nextBoolean() ? Verdict.RESET : Verdict.HALF_THEN_RESET;
    }

    private static boolean begins(byte[] piece, String text) {
        return new String(piece, 0, Math.min(piece.length, text.length()), StandardCharsets.ISO_8859_1).equals(text);
    }
}
