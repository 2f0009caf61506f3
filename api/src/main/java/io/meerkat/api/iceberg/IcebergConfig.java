package io.meerkat.api.iceberg;

import io.meerkat.api.http.Answer;
import io.meerkat.api.ref.Place;
import io.meerkat.storage.load.RefPoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The first thing that a client asks: which operations there are, and under which prefix. */
final class IcebergConfig {
    /** What every client sends unchanged within one segment of a path. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~-]*");

    private final List<String> endpoints;
    private final Duration idempotencyLifetime;
    private final Map<String, String> defaults;

    IcebergConfig(List<String> endpoints, Duration idempotencyLifetime, Map<String, String> defaults) {
        this.endpoints = endpoints;
        this.idempotencyLifetime = idempotencyLifetime;
        this.defaults = defaults;
    }

    /** {@code nested}: the client's base address holds the catalog, and a prefix would come twice. */
    Answer answer(Place place, boolean nested) {
        var overrides = new LinkedHashMap<String, String>();
        if (!nested) {
            overrides.put("prefix", prefix(place));
        }
        overrides.put("namespace-separator", "%1F");
        var body = new LinkedHashMap<String, Object>();
        body.put("defaults", defaults);
        body.put("overrides", overrides);
        body.put("endpoints", endpoints);
        body.put("idempotency-key-lifetime", idempotencyLifetime.toString());
        return Answer.json(200, IcebergJson.write(body));
    }

    /** A commit is named by its id, however it was asked for: {@code main~3} must not slide while a client is at work. */
    static String prefix(Place place) {
        if (place.ref().isEmpty()) {
            return place.catalog().value();
        }
        String ref = place.point() instanceof RefPoint.AtCommit(var commit) ? commit.hex() : place.ref();
        return place.catalog() + "@" + (PLAIN.matcher(ref).matches() && !ref.startsWith("~") ? ref : encoded(ref));
    }

    private static String encoded(String ref) {
        return "~" + Base64.getUrlEncoder().withoutPadding().encodeToString(ref.getBytes(StandardCharsets.UTF_8));
    }
}
