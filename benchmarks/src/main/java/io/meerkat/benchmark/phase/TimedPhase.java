package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.http.NoAnswerException;

/** Work that all connections do for a time. */
public interface TimedPhase {
    String word();

    /** What a unit is, for the report. */
    String unit();

    /** Makes what the work needs. */
    Prepared prepare(Session session) throws NoAnswerException;
}
