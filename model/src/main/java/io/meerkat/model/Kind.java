package io.meerkat.model;

/** The kinds of entry in the catalog tree. The code is stored and hashed: add a kind, never renumber one. */
public enum Kind {
    NAMESPACE(1),
    TABLE(2),
    VIEW(3),
    ASSET(4);

    private final int code;

    Kind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static Kind ofCode(int code) {
        for (Kind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown kind of entry: " + code);
    }
}
