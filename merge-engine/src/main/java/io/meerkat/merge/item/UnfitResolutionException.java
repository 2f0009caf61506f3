package io.meerkat.merge.item;

/** An answer to a conflict that there is not, or of a kind that the conflict does not take. */
public final class UnfitResolutionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ConflictKey key;

    UnfitResolutionException(ConflictKey key, String message) {
        super(message);
        this.key = key;
    }

    public ConflictKey key() {
        return key;
    }
}
