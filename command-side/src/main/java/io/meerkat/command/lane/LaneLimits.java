package io.meerkat.command.lane;

import java.time.Duration;

/**
 * How much may wait for one branch, how much is written together, and how long a batch is tried.
 *
 * @param queueCountMax requests that may wait; one more is refused
 * @param queueBytesMax bytes of requests that may wait; more are refused
 * @param batchCountMax requests written in one transaction
 * @param batchBytesMax bytes of requests after which a batch takes no further one
 * @param patience how long a batch is tried again while the database cannot be reached or its answer is unclear
 */
public record LaneLimits(
        int queueCountMax, long queueBytesMax, int batchCountMax, long batchBytesMax, Duration patience) {
    public static final LaneLimits DEFAULT = new LaneLimits(4_096, 64L << 20, 256, 4L << 20, Duration.ofSeconds(10));
}
