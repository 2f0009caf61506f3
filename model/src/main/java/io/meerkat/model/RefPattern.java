package io.meerkat.model;

import java.util.BitSet;
import java.util.regex.Pattern;

/**
 * The names of branches and tags that look alike: {@code *} stands for any characters but a slash, {@code **} for any, and
 * {@code ?} for one that is no slash. Names have none of these characters themselves.
 */
public record RefPattern(String value) implements Comparable<RefPattern> {
    private static final Pattern WILDCARD = Pattern.compile("\\*\\*|\\*|\\?");
    private static final char ANY = '\u0001';
    private static final char ANY_IN_PART = '\u0002';
    private static final char ONE_IN_PART = '\u0003';

    public RefPattern {
        if (!RefName.valid(WILDCARD.matcher(value).replaceAll("x"))) {
            throw new IllegalArgumentException("'%s' is not a pattern for names of branches and tags".formatted(value));
        }
    }

    /** Takes steps by the length of the name times that of the pattern, whatever the pattern is. */
    public boolean matches(RefName name) {
        int[] parts = parts();
        var reached = from(new BitSet(), parts, 0);
        for (int letter : name.value().codePoints().toArray()) {
            var next = new BitSet();
            for (int at = reached.nextSetBit(0); at >= 0 && at < parts.length; at = reached.nextSetBit(at + 1)) {
                switch (parts[at]) {
                    case ANY -> from(next, parts, at);
                    case ANY_IN_PART -> from(next, parts, letter == '/' ? -1 : at);
                    case ONE_IN_PART -> from(next, parts, letter == '/' ? -1 : at + 1);
                    default -> from(next, parts, letter == parts[at] ? at + 1 : -1);
                }
            }
            reached = next;
        }
        return reached.get(parts.length);
    }

    private int[] parts() {
        return value.replace("**", String.valueOf(ANY))
                .replace('*', ANY_IN_PART)
                .replace('?', ONE_IN_PART)
                .codePoints()
                .toArray();
    }

    /** Behind a wildcard that may stand for nothing, too; nowhere from -1. */
    private static BitSet from(BitSet reached, int[] parts, int at) {
        for (int next = at; next >= 0 && !reached.get(next); next++) {
            reached.set(next);
            if (next == parts.length || parts[next] != ANY && parts[next] != ANY_IN_PART) {
                break;
            }
        }
        return reached;
    }

    @Override
    public int compareTo(RefPattern other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
