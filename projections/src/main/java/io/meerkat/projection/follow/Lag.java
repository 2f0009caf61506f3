package io.meerkat.projection.follow;

import java.time.Duration;

/**
 * How far a follower is behind the newest event that it could see: the distance in positions, which is about the number
 * of events, and for how long the oldest of them has been waiting.
 */
public record Lag(long positions, Duration time) {
    public static final Lag NONE = new Lag(0, Duration.ZERO);
}
