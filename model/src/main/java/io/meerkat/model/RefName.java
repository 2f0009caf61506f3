package io.meerkat.model;

import java.util.regex.Pattern;

/**
 * The name of a branch or tag, by git's rules (git-check-ref-format), and beyond them not the form of a commit id or
 * UUID and not beginning with {@code ~}: so that every way to name a commit stays unambiguous.
 */
public record RefName(String value) {
    public static final int BYTES_MAX = 255;

    private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//");

    public static final RefName MAIN = new RefName("main");

    public RefName {
        if (!valid(value)) {
            throw new IllegalArgumentException("'%s' is not a name for a branch or tag".formatted(value));
        }
    }

    public static boolean valid(String value) {
        if (value.isEmpty() || value.equals("@") || !hasUsableLength(value)) {
            return false;
        }
        if (FORBIDDEN.matcher(value).find() || CommitId.isId(value) || CommitId.isUuid(value)) {
            return false;
        }
        if (value.startsWith("/") || value.endsWith("/") || value.endsWith(".") || value.startsWith("-")) {
            return false;
        }
        for (String part : value.split("/", -1)) {
            if (part.startsWith(".") || part.endsWith(".lock")) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasUsableLength(String value) {
        try {
            return Utf8.encode(value).length <= BYTES_MAX;
        } catch (IllegalArgumentException halfOfAPair) {
            return false;
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
