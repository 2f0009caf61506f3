package io.meerkat.model;

import java.util.Set;
import java.util.regex.Pattern;

/** The name of a catalog; it stands in URLs as it is. */
public record CatalogName(String value) {
    public static final int LENGTH_MAX = 128;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

    /** Words that stand where a catalog's name could in some layout of the paths. */
    private static final Set<String> RESERVED =
            Set.of("v1", "config", "namespaces", "tables", "views", "transactions", "oauth", "functions");

    public static final CatalogName DEFAULT = new CatalogName("default");

    public CatalogName {
        if (value.length() > LENGTH_MAX || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a catalog name has 1 to %d of the characters A-Z a-z 0-9 _ . - and begins with a letter, digit or _: '%s'"
                            .formatted(LENGTH_MAX, value));
        }
        if (RESERVED.contains(value)) {
            throw new IllegalArgumentException("'%s' is kept for paths and cannot name a catalog".formatted(value));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
