package io.meerkat.benchmark.options;

import java.net.URI;
import java.util.regex.Pattern;

/** A catalog to measure: what it is called in the report, and what a client is told of it. */
public record Target(String name, URI uri, String warehouse) {
    private static final Pattern FORM = Pattern.compile("([^=,]+)=(http://[^,]+)(?:,warehouse=(.*))?");

    static Target parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("NAME=http://HOST:PORT/PATH,warehouse=W");
        }
        var warehouse = parts.group(3);
        return new Target(parts.group(1), URI.create(parts.group(2)), warehouse == null ? "" : warehouse);
    }
}
