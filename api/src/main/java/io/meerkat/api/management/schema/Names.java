package io.meerkat.api.management.schema;

import io.meerkat.api.openapi.Member;
import io.meerkat.api.openapi.Schema;
import io.meerkat.model.Kind;

/** Names of objects, and what stands under a name. */
final class Names {
    private static final Member NAMESPACE =
            Member.of("namespace", Schema.list(Schema.text()), "the levels of the namespace, the outermost first");

    static final Schema NAMESPACE_ONLY = Schema.object(NAMESPACE).named("NamespaceName");

    static final Schema OBJECT = Schema.object(
                    NAMESPACE, Member.of("name", Schema.text().atLeastOne(), "the name of the table or view"))
            .named("ObjectName");

    static final Schema ANY = Schema.object(
                    NAMESPACE,
                    Member.maybe(
                            "name", Schema.text().atLeastOne(), "the name within it; absent for the namespace itself"))
            .named("Name");

    static final Schema ENTRY = Schema.object(
                    Member.of("kind", Values.words(Kind.values()), "what it is"),
                    Member.of("id", Values.UUID, "stays the same across changes and renames"),
                    Member.of("content", Values.HASH, "the hash of its content"),
                    Member.maybe("format_version", Schema.integer(1), "of a table's or view's metadata"),
                    Member.maybe("schema_id", Schema.integer(), "the current schema of a table or view"),
                    Member.maybe("snapshot_id", Schema.integer(), "the current snapshot of a table that has one"),
                    Member.maybe("version_id", Schema.integer(), "the current version of a view"),
                    Member.maybe("type", Schema.text(), "of an asset"))
            .named("Entry");

    private Names() {}
}
