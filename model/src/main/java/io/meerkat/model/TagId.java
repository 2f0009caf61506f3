package io.meerkat.model;

import java.util.UUID;

/** A tag. A name that is given free and taken again names another tag. */
public record TagId(UUID value) {
    public static TagId parse(String text) {
        return new TagId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
