package io.meerkat.api.management.schema;

import io.meerkat.api.openapi.Member;
import io.meerkat.api.openapi.Schema;
import io.meerkat.model.Edge;
import io.meerkat.query.Page;
import java.util.ArrayList;
import java.util.List;

/** Commits, logs and differences. */
public final class Commits {
    private static final List<Member> MEMBERS = List.of(
            Member.of("id", Values.COMMIT_ID, "the hash of all that it says"),
            Member.of("uuid", Values.UUID, "made of the first 122 bits of the id, for clients that want UUIDs"),
            Member.of("parents", Schema.list(Values.COMMIT_ID), "the first is what the branch showed before"),
            Member.maybe(
                    "edges",
                    Schema.list(Schema.object(
                                            Member.of(
                                                    "type", Values.words(Edge.Type.values()), "how it was brought in"),
                                            Member.of("commit", Values.COMMIT_ID, "what was brought in"))
                                    .named("Edge"))
                            .atLeastOne(),
                    "commits whose content came in without being a parent"),
            Member.of("author", Values.PERSON, "who wrote the change"),
            Member.of("committer", Values.PERSON, "who made the commit"),
            Member.of("time", Values.TIME, "when it was made"),
            Member.of("message", Schema.text(), "with its trailers; empty if it was forgotten"),
            Member.of("generation", Values.COUNT, "how many commits its longest way back to the first one has"),
            Member.maybe("properties", Schema.map(Schema.text()), "those that the trailers of the message tell"));

    private static final Schema COMMIT = Schema.object(MEMBERS).named("Commit");

    private static final Member CHANGE_COUNT =
            Member.of("change_count", Values.COUNT, "how many changes there are on all pages");

    private static final Member CHANGES =
            Member.of("changes", Schema.list(Changes.DIFFERENCE), "by name; a page of them");

    public static final Schema LOG = Schema.object(
                    Member.of(
                            "commits",
                            Schema.list(COMMIT).atMost(Page.LIMIT_MAX),
                            "in git's order, the newest first. Fewer than asked for, or none, where few are wanted of"
                                    + " the many that one page looks through"),
                    Values.NEXT_PAGE)
            .named("Log");

    public static final Schema DETAILS = Schema.object(details()).named("CommitDetails");

    public static final Schema DIFF = Schema.object(
                    Member.of("from", Values.COMMIT_ID, "what is compared"),
                    Member.of("to", Values.COMMIT_ID, "with what"),
                    Member.of("ahead", Values.COUNT, "how many commits 'to' has that 'from' has not"),
                    Member.maybe("ahead_at_least", Schema.yes(), "there are more, which were not counted"),
                    Member.of("behind", Values.COUNT, "how many commits 'from' has that 'to' has not"),
                    Member.maybe("behind_at_least", Schema.yes(), "there are more, which were not counted"),
                    Member.of("merge_bases", Schema.list(Values.COMMIT_ID), "the last commits that both have"),
                    CHANGE_COUNT,
                    CHANGES,
                    Values.NEXT_PAGE)
            .named("Diff");

    public static final Schema HISTORY = Schema.object(
                    Member.of(
                            "history",
                            Schema.list(Schema.object(
                                                    Member.of("commit", COMMIT, "which commit"),
                                                    Member.of(
                                                            "change", Changes.DIFFERENCE, "what it did to the object"))
                                            .named("HistoryEntry"))
                                    .atMost(Page.LIMIT_MAX),
                            "the newest first, along first parents and across the names of the object"),
                    Values.NEXT_PAGE)
            .named("History");

    public static final Schema BLAME = Schema.object(
                    Member.of(
                            "columns",
                            Schema.list(Schema.object(
                                            Member.of("id", Schema.integer(), "of the column"),
                                            Member.of("name", Schema.text(), "its full name"),
                                            Member.maybe(
                                                    "commit", COMMIT, "absent if it is older than what was looked at"))
                                    .named("BlamedColumn")),
                            "all columns, by their ids"),
                    Member.of(
                            "properties",
                            Schema.list(Schema.object(
                                            Member.of("key", Schema.text(), "of the property"),
                                            Member.of("value", Schema.text(), "what it is"),
                                            Member.maybe(
                                                    "commit", COMMIT, "absent if it is older than what was looked at"))
                                    .named("BlamedProperty")),
                            "all properties, by their keys"))
            .named("Blame");

    private Commits() {}

    private static List<Member> details() {
        var members = new ArrayList<>(MEMBERS);
        members.add(Member.of("root", Values.HASH, "the hash of the whole catalog after it"));
        members.add(CHANGE_COUNT);
        members.add(CHANGES);
        members.add(Values.NEXT_PAGE);
        return members;
    }
}
