package io.meerkat.model;

/** A commit that this one brought in without having it as a parent. Ordered by kind, then commit. */
public record Edge(Type type, CommitId commit) implements Comparable<Edge> {
    /** How it was brought in. The code is hashed: add a type, never renumber one. */
    public enum Type {
        MERGED(1),
        PICKED(2),
        REVERTED(3),
        REBASED(4);

        private final int code;

        Type(int code) {
            this.code = code;
        }

        private static Type ofCode(int code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            throw new IllegalArgumentException("unknown type of edge: " + code);
        }
    }

    public void write(Canonical out) {
        out.u8(type.code).hash(commit.hash());
    }

    public static Edge read(CanonicalReader in) {
        return new Edge(Type.ofCode(in.u8()), new CommitId(in.hash()));
    }

    @Override
    public int compareTo(Edge other) {
        int byType = Integer.compare(type.code, other.type.code);
        return byType != 0 ? byType : commit.hash().compareTo(other.commit.hash());
    }
}
