package io.meerkat.model;

import java.util.UUID;

/** The id of a commit: the hash of everything it says. Anyone can recompute it; see {@code docs/encodings.md}. */
public record CommitId(Hash hash) {
    public static CommitId parse(String hex) {
        return new CommitId(Hash.parse(hex));
    }

    /** For dialects that want a UUID: version 8, filled with the hash's first 122 bits. */
    public UUID uuid() {
        byte[] bytes = hash.bytes();
        var bits = new Bits(bytes);
        long high = bits.take(48) << 16 | 8L << 12 | bits.take(12);
        long low = 2L << 62 | bits.take(62);
        return new UUID(high, low);
    }

    public String hex() {
        return hash.hex();
    }

    @Override
    public String toString() {
        return hash.hex();
    }

    private static final class Bits {
        private final byte[] bytes;
        private int at;

        Bits(byte[] bytes) {
            this.bytes = bytes;
        }

        long take(int count) {
            long value = 0;
            for (int i = 0; i < count; i++, at++) {
                value = value << 1 | bytes[at / 8] >> 7 - at % 8 & 1;
            }
            return value;
        }
    }
}
