package io.meerkat.conformance.faults.proxy;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What a proxy does with the bytes that come by. Called by many threads at once, in order for each direction of a link. */
@FunctionalInterface
public interface Rule {
    /** As if the proxy were not there. */
    Rule PASS = (link, direction, piece) -> Verdict.PASS;
    /** Half open: connections stand, and nothing comes through any more, neither bytes nor their end. */
    Rule SWALLOW = (link, direction, piece) -> Verdict.SWALLOW;
    /** Connections are reset as soon as anybody says anything. */
    Rule CUT = (link, direction, piece) -> Verdict.RESET;

    enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    enum Verdict {
        PASS,
        SWALLOW,
        /** Nothing more is handed on, and both ends see the connection reset. */
        RESET,
        /** The same, in the middle of the piece. */
        HALF_THEN_RESET,
        /** The same, when the piece was handed on. */
        WHOLE_THEN_RESET
    }

    /** May sleep, which holds the direction up. A piece without bytes is the end of what that side sends. */
    Verdict on(Link link, Direction direction, byte[] piece);

    /** Each piece comes later, and so does what is behind it. */
    static Rule delay(Duration time) {
        return (link, direction, piece) -> {
            LockSupport.parkNanos(time.toNanos());
            return Verdict.PASS;
        };
    }
}
