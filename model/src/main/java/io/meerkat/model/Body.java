package io.meerkat.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A metadata document cut into fragments. Joined, it is the metadata file byte for byte: an opening brace, the parts
 * with commas between them, a closing brace.
 */
public record Body(List<Part> parts) {
    public Body {
        parts = List.copyOf(parts);
    }

    /** A stretch of the document's top level. */
    public sealed interface Part {}

    /** One or more whole members, commas between them included: {@code "schemas":[...],"specs":[...]}. */
    public record Members(Hash fragment) implements Part {}

    /** One long array, {@code "name":[...]}, as fragments of consecutive elements without outer commas. */
    public record Elements(String name, List<Hash> fragments) implements Part {
        public Elements {
            fragments = List.copyOf(fragments);
        }
    }

    /** All fragments, in the order in which the document needs them. */
    public List<Hash> fragments() {
        return parts.stream()
                .flatMap(part -> switch (part) {
                    case Members(var fragment) -> List.of(fragment).stream();
                    case Elements(var name, var fragments) -> fragments.stream();
                })
                .toList();
    }

    private static final int MEMBERS = 0;
    private static final int ELEMENTS = 1;

    /** The shape first, then all hashes one after another: at the end of a content, where a database can cut them out. */
    void write(Canonical out) {
        out.list(parts, part -> {
            switch (part) {
                case Members members -> out.u8(MEMBERS);
                case Elements(var name, var fragments) ->
                    out.u8(ELEMENTS).text(name).varint(fragments.size());
            }
        });
        fragments().forEach(out::hash);
    }

    static Body read(CanonicalReader in) {
        var shapes = in.list(() -> Shape.read(in));
        var parts = new ArrayList<Part>();
        for (Shape shape : shapes) {
            parts.add(shape.part(in));
        }
        return new Body(parts);
    }

    /** A part whose hashes have not been read yet. */
    private record Shape(int type, String name, int count) {
        static Shape read(CanonicalReader in) {
            int type = in.u8();
            return switch (type) {
                case MEMBERS -> new Shape(type, "", 1);
                case ELEMENTS -> new Shape(type, in.text(), in.count());
                default -> throw new IllegalArgumentException("unknown part of a metadata body: " + type);
            };
        }

        Part part(CanonicalReader in) {
            return type == MEMBERS
                    ? new Members(in.hash())
                    : new Elements(name, Stream.generate(in::hash).limit(count).toList());
        }
    }
}
