package io.meerkat.model;

/**
 * A value of the catalog tree: which object it is, and the hash of its content. Encoded as version 1, kind, content
 * id, content hash and the length-prefixed summary.
 */
public record Entry(ContentId contentId, Hash content, Summary summary) {
    private static final int VERSION = 1;

    public Kind kind() {
        return summary.kind();
    }

    public byte[] toBytes() {
        var fields = new Canonical();
        summary.write(fields);
        return new Canonical()
                .u8(VERSION)
                .u8(kind().code())
                .uuid(contentId.value())
                .hash(content)
                .bytes(fields.toBytes())
                .toBytes();
    }

    /** The kind of an encoded entry, of which nothing else is wanted. */
    public static Kind kindOf(byte[] bytes) {
        return Kind.ofCode(bytes[1]);
    }

    public static Entry of(byte[] bytes) {
        var in = new CanonicalReader(bytes);
        int version = in.u8();
        if (version != VERSION) {
            throw new IllegalArgumentException("unknown version of a tree value: " + version);
        }
        var kind = Kind.ofCode(in.u8());
        var contentId = new ContentId(in.uuid());
        var content = in.hash();
        var summary = Summary.read(kind, in.bytes());
        in.end();
        return new Entry(contentId, content, summary);
    }
}
