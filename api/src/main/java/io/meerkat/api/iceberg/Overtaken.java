package io.meerkat.api.iceberg;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Optional;
import java.util.function.Supplier;

/** What finds another commit before its own is prepared anew on what that one left, and sent again. */
public final class Overtaken {
    /** What was overtaken this often, in spite of its turn, is given back. */
    static final int TRIES_MAX = 100;

    private Overtaken() {}

    /**
     * Tries until it stands.
     *
     * @param what for the message of who gives up
     * @param attempt prepares and commits; empty if it was overtaken
     */
    @CanIgnoreReturnValue
    public static <T> T again(Object what, Supplier<Optional<T>> attempt) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var done = attempt.get();
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw IcebergError.tryAgain("%s is being changed too fast".formatted(what));
    }
}
