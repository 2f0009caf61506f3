package io.meerkat.merge.body;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A document as deflate blocks (RFC 1951), which end with a full flush and without an end mark: they can stand between
 * others, and so can the part of them that is an array's closed fragments.
 */
final class Deflated {
    private final byte[] blocks;
    private final Map<String, Range> closed;

    private Deflated(byte[] blocks, Map<String, Range> closed) {
        this.blocks = blocks;
        this.closed = Map.copyOf(closed);
    }

    /** The blocks from {@code from} to before {@code to}, of so many bytes of the document. */
    private record Range(int from, int to, int bytes) {
        static final Range NONE = new Range(0, 0, 0);
    }

    static Deflated of(Document document) {
        return of(document, new Deflated(new byte[0], Map.of()), Set.of());
    }

    /** @param grown the arrays whose closed fragments begin with those that were closed in the earlier one */
    static Deflated of(Document document, Deflated earlier, Set<String> grown) {
        var closed = new HashMap<String, Range>();
        try (var out = new Deflating()) {
            int at = 0;
            var inOrder = document.histories().entrySet().stream()
                    .sorted(Comparator.comparingInt(entry -> entry.getValue().from()))
                    .toList();
            for (var entry : inOrder) {
                var history = entry.getValue();
                out.deflate(document.bytes(), at, history.from());
                var known = grown.contains(entry.getKey())
                        ? earlier.closed.getOrDefault(entry.getKey(), Range.NONE)
                        : Range.NONE;
                int from = out.size();
                out.copy(earlier.blocks, known.from(), known.to());
                out.deflate(document.bytes(), history.from() + known.bytes(), history.to());
                closed.put(entry.getKey(), new Range(from, out.size(), history.to() - history.from()));
                at = history.to();
            }
            out.deflate(document.bytes(), at, document.length());
            return new Deflated(out.toBytes(), closed);
        }
    }

    /** Not to be changed. */
    byte[] blocks() {
        return blocks;
    }
}
