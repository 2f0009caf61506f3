package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.measure.Work;

/** Whether a phase can be measured on a target. */
public sealed interface Prepared {
    /** @param check looks for what was written, when all is over */
    record Ready(Work work, Check check) implements Prepared {
        static Ready reading(Work work) {
            return new Ready(work, () -> {});
        }
    }

    record Skipped(String reason) implements Prepared {}

    interface Check {
        void run() throws NoAnswerException;
    }
}
