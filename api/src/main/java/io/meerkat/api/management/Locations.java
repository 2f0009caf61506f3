package io.meerkat.api.management;

import io.meerkat.model.CatalogName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Paths below {@code /api/v2} under which something is found, for the header {@code Location}. */
final class Locations {
    private Locations() {}

    /** @param kind such as {@code branches} */
    static String below(CatalogName catalog, String kind, String name) {
        return "/api/v2/catalogs/%s/%s/%s".formatted(segment(catalog.value()), kind, segment(name));
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
