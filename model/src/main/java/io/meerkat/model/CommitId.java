package io.meerkat.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;

/** The id of a commit: the hash of everything it says. Anyone can recompute it; see {@code docs/encodings.md}. */
public record CommitId(Hash hash) {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern UUID_OF_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** @throws IllegalArgumentException if it is not one, in hex digits */
    public static CommitId parse(String hex) {
        if (!isId(hex)) {
            throw new IllegalArgumentException("'%s' is not the id of a commit: 64 hex digits".formatted(hex));
        }
        return new CommitId(Hash.parse(hex));
    }

    /** Whether a text has the form of an id. No branch or tag has such a name. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Whether a text has the form of a {@link #uuid}. No branch or tag has such a name. */
    public static boolean isUuid(String text) {
        return UUID_OF_ID.matcher(text).matches();
    }

    /** For dialects that want a UUID: version 8, filled with the hash's first 122 bits. */
    public UUID uuid() {
        byte[] bytes = hash.bytes();
        var bits = new Bits(bytes);
        long high = bits.take(48) << 16 | 8L << 12 | bits.take(12);
        long low = 2L << 62 | bits.take(62);
        return new UUID(high, low);
    }

    /** The lowest hash whose commit id has this UUID. */
    public static Hash lowest(UUID uuid) {
        return filled(uuid, 0);
    }

    /** The highest hash whose commit id has this UUID: 134 bits are not in it. */
    public static Hash highest(UUID uuid) {
        return filled(uuid, 0xff);
    }

    private static Hash filled(UUID uuid, int rest) {
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits() << 2 >>> 2;
        // 48 bits, then 12 without the version, then 62 without the variant: 122 in all.
        long first = high >>> 16 << 16 | (high & 0xfff) << 4 | low >>> 58;
        long second = low << 6 | rest & 0x3f;
        byte[] bytes = new byte[Hash.LENGTH];
        Arrays.fill(bytes, (byte) rest);
        ByteBuffer.wrap(bytes).putLong(first).putLong(second);
        return Hash.of(bytes);
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
