package io.meerkat.model;

import java.security.SecureRandom;
import java.util.Arrays;

/** A personal text with the random salt of {@value #SALT_BYTES} bytes under which it was committed to. */
public final class SaltedText {
    public static final int SALT_BYTES = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] salt;
    private final String text;

    public SaltedText(byte[] salt, String text) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt has %d bytes, not %d".formatted(SALT_BYTES, salt.length));
        }
        this.salt = salt.clone();
        this.text = text;
    }

    /** Under a fresh salt: for the edge of the program, never for a decision that must come out the same again. */
    public static SaltedText withFreshSalt(String text) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new SaltedText(salt, text);
    }

    public byte[] salt() {
        return salt.clone();
    }

    public String text() {
        return text;
    }

    public Commitment commitment() {
        return new Commitment(Domain.TEXT.hash(new Canonical().raw(salt).text(text)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SaltedText that && Arrays.equals(salt, that.salt) && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(salt) + text.hashCode();
    }

    /** Never the text: it would end up in a log. */
    @Override
    public String toString() {
        return commitment().toString();
    }
}
