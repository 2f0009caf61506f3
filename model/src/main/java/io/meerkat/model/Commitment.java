package io.meerkat.model;

/**
 * Stands for a personal text (a name, an address, a commit message) in hashed bytes: the hash of a salt and the text.
 * Erasing the row that holds both forgets the text, and every proof still holds.
 */
public record Commitment(Hash hash) {
    public static Commitment parse(String hex) {
        return new Commitment(Hash.parse(hex));
    }

    @Override
    public String toString() {
        return hash.hex();
    }
}
