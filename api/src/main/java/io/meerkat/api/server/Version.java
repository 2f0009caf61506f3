package io.meerkat.api.server;

import java.util.Optional;

/** Which Meerkat this is, as its jar says. */
public final class Version {
    private Version() {}

    public static String current() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
