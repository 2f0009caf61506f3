package io.meerkat.api.management.schema;

import io.meerkat.api.history.ObjectChange;
import io.meerkat.api.openapi.Member;
import io.meerkat.api.openapi.Schema;
import io.meerkat.model.Kind;
import java.util.ArrayList;
import java.util.List;

/** What differs between two states of a catalog, and within the objects that differ. */
final class Changes {
    private static final Schema PROPERTIES = Schema.list(Schema.object(
                    Member.of("key", Schema.text(), "which property"),
                    Member.maybe("before", Schema.text(), "absent if it was set anew"),
                    Member.maybe("after", Schema.text(), "absent if it was removed"))
            .named("PropertyChange"));

    private static final Schema COLUMN = Schema.object(
                    Member.of("name", Schema.text(), "its full name, with those of the columns that it lies in"),
                    Member.of("type", Schema.text().such("decimal(10, 2)"), "as Iceberg writes it"),
                    Member.of("required", Schema.flag(), "whether it holds no nulls"),
                    Member.maybe("doc", Schema.text(), "its documentation"),
                    Member.maybe("initial_default", Schema.text(), "what rows have that were there before it, as JSON"),
                    Member.maybe("write_default", Schema.text(), "what rows get that say nothing of it, as JSON"))
            .named("Column");

    private static final Schema SNAPSHOT = Schema.object(
                    Member.of("id", Schema.integer(), "its id"),
                    Member.of("operation", Schema.text().such("append"), "as its writer called it, or unknown"),
                    Member.maybe("parent", Schema.integer(), "the snapshot before it"),
                    Member.of("summary", Schema.map(Schema.text()), "what its writer said of it"))
            .named("Snapshot");

    private static final Schema TOTALS = Schema.object(
                    Member.maybe("snapshot_id", Schema.integer(), "the current snapshot, if there is one"),
                    Member.maybe("files", Schema.integer(), "how many data files it has, if its writer said"),
                    Member.maybe("rows", Schema.integer(), "how many rows it has, if its writer said"))
            .named("TableTotals");

    private static final Schema TABLE = Schema.object(
                    Member.of(
                            "columns",
                            Schema.list(Schema.object(
                                            Member.of("id", Schema.integer(), "the same under every name"),
                                            Member.maybe("before", COLUMN, "absent if it was added"),
                                            Member.maybe("after", COLUMN, "absent if it was dropped"))
                                    .named("ColumnChange")),
                            "columns that differ, by their ids"),
                    Member.of("properties", PROPERTIES, "properties that differ, by their keys"),
                    Member.of(
                            "settings",
                            Schema.list(Schema.object(
                                            Member.of(
                                                    "name",
                                                    Schema.text().such("partitioning"),
                                                    "of what a table has one"),
                                            Member.of("before", Schema.text(), "in Iceberg's words"),
                                            Member.of("after", Schema.text(), "in Iceberg's words"))
                                    .named("SettingChange")),
                            "format version, location, partitioning, sort order, column order, identifier fields, branches and tags"
                                    + " of the table itself"),
                    Member.of("snapshots_added", Schema.list(SNAPSHOT), "snapshots that are new"),
                    Member.of("snapshots_removed", Schema.list(Schema.integer()), "the ids of those that are gone"),
                    Member.of("before", TOTALS, "its size before"),
                    Member.of("after", TOTALS, "its size after"))
            .named("TableDifference");

    private static final List<Member> OUTSIDE = List.of(
            Member.of("kind", Values.words(Kind.values()), "of the object after, or before if it is no more"),
            Member.of("change", Values.words(ObjectChange.Verb.values()), "what became of it"),
            Member.of("name", Names.ANY, "where it is after, or was before if it is no more"),
            Member.maybe("from", Names.ANY, "its name before, if that was another one"),
            Member.maybe("before", Names.ENTRY, "absent if it was added"),
            Member.maybe("after", Names.ENTRY, "absent if it was removed"));

    /** Looked at from outside. */
    static final Schema CHANGE = Schema.object(OUTSIDE).named("ObjectChange");

    /** With what differs within the object, if its content does. */
    static final Schema DIFFERENCE = Schema.object(withInside()).named("ObjectDifference");

    private Changes() {}

    private static List<Member> withInside() {
        var members = new ArrayList<>(OUTSIDE);
        members.add(Member.maybe(
                "words",
                Schema.list(Schema.text().such("add column discount double")),
                "of a table: what differs, in words"));
        members.add(Member.maybe("table", TABLE, "of a table: what differs"));
        members.add(Member.maybe("properties", PROPERTIES, "of a namespace or view: properties that differ"));
        members.add(Member.maybe(
                "query",
                Schema.object(
                        Member.of("before", Schema.text(), "what it asked"),
                        Member.of("after", Schema.text(), "what it asks")),
                "of a view, if it asks something else"));
        return members;
    }
}
