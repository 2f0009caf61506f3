package io.meerkat.model;

import java.util.UUID;

/** A catalog; a name that is created again gets a new one. */
public record CatalogId(UUID value) {

    public static CatalogId parse(String text) {
        return new CatalogId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
