package io.meerkat.api.ref;

import io.meerkat.model.Protection.Act;
import io.meerkat.model.RefName;
import io.meerkat.model.commit.Rejection;

/** Why something must not be done to a branch or tag, in words for who tried it. */
public final class Closed {
    private Closed() {}

    public static String words(Rejection.Protected reason) {
        return "The branch %s takes no direct commits, as a protection of '%s' says; commit to another branch and merge that"
                .formatted(reason.branch(), reason.pattern());
    }

    public static String words(Rejection.NotWritable reason) {
        return "The branch %s is partial, and %s is not among what can be written on it"
                .formatted(reason.branch(), reason.key());
    }

    public static String words(RefName name, Act act) {
        return "%s is protected: it cannot be %s"
                .formatted(
                        name,
                        switch (act) {
                            case COMMIT -> "committed to directly";
                            case FORCE -> "reset or rebased";
                            case DELETE -> "deleted or renamed";
                        });
    }
}
