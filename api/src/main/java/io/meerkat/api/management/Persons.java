package io.meerkat.api.management;

import io.meerkat.model.PrincipalId;

/** What the ones who act are called. */
public final class Persons {
    private Persons() {}

    public static String name(PrincipalId principal) {
        if (principal.equals(PrincipalId.NOBODY)) {
            return "anonymous";
        }
        return principal.equals(PrincipalId.SERVER) ? "server" : principal.toString();
    }
}
