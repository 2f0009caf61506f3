package io.meerkat.conformance.kit;

import java.net.URI;
import java.util.List;

/** What the kit is told of the server, in system properties. */
final class KitSettings {
    /** Of 157 tests; the README says which are not. */
    static final int PASSED_MIN = 151;

    private static final List<String> ABILITIES =
            List.of("requires-namespace-create", "supports-names-with-dot", "supports-variant");

    private KitSettings() {}

    static void tell(URI server, String warehouse) {
        System.setProperty("uri", server.toString());
        System.setProperty("warehouse", warehouse);
        // The one spelling or the other is read, by the place that asks.
        for (var ability : ABILITIES) {
            System.setProperty(ability, "true");
            System.setProperty("rck." + ability, "true");
        }
    }
}
