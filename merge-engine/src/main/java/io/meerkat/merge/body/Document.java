package io.meerkat.merge.body;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A metadata document, UTF-8, and how its arrays that grow were cut. It is deflated when somebody first wants it so; one
 * that was appended to another takes over what of that one was deflated.
 */
public final class Document {
    private static final Document NOTHING = whole(new byte[0]);

    private final byte[] bytes;
    private final Map<String, History> histories;

    /** The last document before this one that was deflated, and the arrays that only grew since. */
    private final Optional<Before> before;

    private volatile @Nullable Deflated deflated;

    private Document(byte[] bytes, Map<String, History> histories, Optional<Before> before) {
        this.bytes = bytes;
        this.histories = Map.copyOf(histories);
        this.before = before;
    }

    private record Before(Deflated deflated, Set<String> grown) {
        Before and(Set<String> further) {
            var both = new HashSet<>(grown);
            both.retainAll(further);
            return new Before(deflated, both);
        }
    }

    /** One of which nothing is known but its bytes. */
    public static Document whole(byte[] bytes) {
        return new Document(bytes, Map.of(), Optional.empty());
    }

    static Document nothing() {
        return NOTHING;
    }

    /** One that begins as this one does, in the arrays that grew. */
    Document grownTo(byte[] further, Map<String, History> cut, Set<String> grown) {
        var known = deflated;
        var from = known == null
                ? before.map(earlier -> earlier.and(grown))
                : Optional.of(new Before(known, Set.copyOf(grown)));
        return new Document(
                further, cut, from.filter(earlier -> !earlier.grown().isEmpty()));
    }

    /** One that ends otherwise from {@code from} on, behind all arrays that grow. */
    public Document ending(int from, byte[] end) {
        var changed = Arrays.copyOf(bytes, from + end.length);
        System.arraycopy(end, 0, changed, from, end.length);
        return grownTo(changed, histories, histories.keySet());
    }

    History history(String name) {
        return histories.getOrDefault(name, History.NONE);
    }

    Map<String, History> histories() {
        return histories;
    }

    /** How many elements an array has that grows; none where it is not known. */
    public int elements(String history) {
        return history(history).elements();
    }

    /** Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return bytes.length;
    }

    Deflated deflated() {
        var made = deflated;
        if (made == null) {
            made = before.map(earlier -> Deflated.of(this, earlier.deflated(), earlier.grown()))
                    .orElseGet(() -> Deflated.of(this));
            deflated = made;
        }
        return made;
    }
}
