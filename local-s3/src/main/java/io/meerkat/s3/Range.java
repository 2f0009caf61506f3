package io.meerkat.s3;

import java.util.regex.Pattern;

/** The part of an object that a request asks for. */
record Range(int from, int to) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d*)-(\\d*)");

    static Range parse(String header, int size) {
        var parts = FORM.matcher(header);
        if (!parts.matches() || header.equals("bytes=-")) {
            throw unsatisfiable(header, size);
        }
        var first = parts.group(1);
        var last = parts.group(2);
        var from = first.isEmpty() ? Math.max(0, size - Long.parseLong(last)) : Long.parseLong(first);
        var to = first.isEmpty() || last.isEmpty() ? size - 1L : Math.min(size - 1L, Long.parseLong(last));
        if (from > to) {
            throw unsatisfiable(header, size);
        }
        return new Range((int) from, (int) to);
    }

    private static S3Refusal unsatisfiable(String header, int size) {
        return new S3Refusal(416, "InvalidRange", "%s of %d bytes".formatted(header, size));
    }

    String contentRange(int size) {
        return "bytes %d-%d/%d".formatted(from, to, size);
    }
}
