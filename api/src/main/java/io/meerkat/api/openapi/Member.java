package io.meerkat.api.openapi;

/** A member of an object, in words. */
public record Member(String name, Schema schema, String words, boolean required) {
    /** It is always there. */
    public static Member of(String name, Schema schema, String words) {
        return new Member(name, schema, words, true);
    }

    public static Member maybe(String name, Schema schema, String words) {
        return new Member(name, schema, words, false);
    }
}
