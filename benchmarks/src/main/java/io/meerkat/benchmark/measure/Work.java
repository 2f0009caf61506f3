package io.meerkat.benchmark.measure;

import io.meerkat.benchmark.http.NoAnswerException;

/** What connections do over and over. */
public interface Work {
    /** Does a unit, and says whether it succeeded. */
    boolean once(Worker worker) throws NoAnswerException;
}
