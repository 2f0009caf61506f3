package io.meerkat.conformance.faults.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * Connections to PostgreSQL that break in COMMIT. The driver names the statement once for each connection, so a proxy
 * must obey this from the first byte on; until then, and where it is told {@link When#NEVER}, all passes.
 */
public final class BrokenCommits implements Rule {
    private static final Pattern NAMED = Pattern.compile("(S_[0-9]+)\0COMMIT\0");
    private static final String TAG = "COMMIT\0";

    private final IntFunction<When> plan;
    private final Map<Link, String> names = new WeakHashMap<>();
    private final Map<Link, When> waiting = new WeakHashMap<>();
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();

    public enum When {
        NEVER,
        BEFORE_THE_SERVER_HEARS_IT,
        BEFORE_THE_CLIENT_HEARS_THE_ANSWER,
        /** The answer is lost, and the connection stays. */
        AND_STAY_SILENT
    }

    /** @param plan by the number of the COMMIT, from 0 */
    public BrokenCommits(IntFunction<When> plan) {
        this.plan = plan;
    }

    public int broken() {
        return broken.get();
    }

    @Override
    public synchronized Verdict on(Link link, Direction direction, byte[] piece) {
        return direction == Direction.TO_SERVER ? asked(link, text(piece)) : answered(link, text(piece));
    }

    private Verdict asked(Link link, String piece) {
        var naming = NAMED.matcher(piece);
        if (naming.find()) {
            names.put(link, naming.group(1));
        }
        if (!names.containsKey(link) || !piece.contains('\0' + names.get(link) + '\0')) {
            return Verdict.PASS;
        }
        var when = plan.apply(seen.getAndIncrement());
        if (when == When.BEFORE_THE_SERVER_HEARS_IT) {
            broken.incrementAndGet();
            return Verdict.RESET;
        }
        waiting.put(link, when);
        return Verdict.PASS;
    }

    private Verdict answered(Link link, String piece) {
        var when = waiting.getOrDefault(link, When.NEVER);
        if (when == When.NEVER || !piece.contains(TAG)) {
            return Verdict.PASS;
        }
        waiting.remove(link);
        broken.incrementAndGet();
        return when == When.AND_STAY_SILENT ? Verdict.SWALLOW : Verdict.RESET;
    }

    private static String text(byte[] piece) {
        return new String(piece, StandardCharsets.ISO_8859_1);
    }
}
