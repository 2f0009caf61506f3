package io.meerkat.model;

import java.util.ArrayList;
import java.util.List;

/**
 * All changes of a commit, in key order, cut into segments so that a commit of a million keys can be streamed: a
 * segment is closed when the next change would take it past {@link #SEGMENT_KEYS_MAX} keys or {@link
 * #SEGMENT_BYTES_MAX} bytes as encoded. The hash is over the segments' hashes.
 */
public record Changes(List<List<Change>> segments) {
    public static final int SEGMENT_KEYS_MAX = 1_000;
    public static final int SEGMENT_BYTES_MAX = 1 << 20;

    private static final int SEGMENT = 0;
    private static final int LIST = 1;

    public Changes {
        segments = segments.stream().map(List::copyOf).toList();
    }

    /** Takes changes that are in key order, one a key. */
    public static Changes of(List<Change> changes) {
        var segments = new ArrayList<List<Change>>();
        var segment = new ArrayList<Change>();
        int bytes = 0;
        TreeKey last = null;
        for (Change change : changes) {
            if (last != null && last.compareTo(change.key()) >= 0) {
                throw new IllegalArgumentException("changes are not in key order at %s"
                        .formatted(change.key().identifier()));
            }
            last = change.key();
            int size = size(change);
            if (segment.size() == SEGMENT_KEYS_MAX || !segment.isEmpty() && bytes + size > SEGMENT_BYTES_MAX) {
                segments.add(List.copyOf(segment));
                segment.clear();
                bytes = 0;
            }
            segment.add(change);
            bytes += size;
        }
        if (!segment.isEmpty()) {
            segments.add(segment);
        }
        return new Changes(segments);
    }

    public List<Change> all() {
        return segments.stream().flatMap(List::stream).toList();
    }

    public Hash hash() {
        var hashes = segments.stream().map(Changes::segmentHash).toList();
        var out = new Canonical().u8(LIST);
        return Domain.CHANGES.hash(out.list(hashes, out::hash));
    }

    private static Hash segmentHash(List<Change> segment) {
        var out = new Canonical().u8(SEGMENT);
        return Domain.CHANGES.hash(out.list(segment, change -> change.write(out)));
    }

    private static int size(Change change) {
        var out = new Canonical();
        change.write(out);
        return out.size();
    }
}
