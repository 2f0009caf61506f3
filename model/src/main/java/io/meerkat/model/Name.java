package io.meerkat.model;

import java.util.Arrays;

/**
 * The name of a namespace level, table, view or asset: 1 to 255 bytes of UTF-8 without control characters, not
 * {@code .} or {@code ..}. Compared as sent, without normalisation; upper and lower case differ.
 */
public record Name(String value) implements Comparable<Name> {
    public static final int BYTES_MAX = 255;

    public Name {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a name must not be empty");
        }
        if (value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException("'%s' is not a name".formatted(value));
        }
        value.chars().filter(Character::isISOControl).findFirst().ifPresent(c -> {
            throw new IllegalArgumentException("a name must not hold control characters, has U+%04X".formatted(c));
        });
        int length = Utf8.encode(value).length;
        if (length > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a name must have at most %d bytes of UTF-8, has %d".formatted(BYTES_MAX, length));
        }
    }

    public byte[] utf8() {
        return Utf8.encode(value);
    }

    @Override
    public int compareTo(Name other) {
        return Arrays.compareUnsigned(utf8(), other.utf8());
    }

    @Override
    public String toString() {
        return value;
    }
}
