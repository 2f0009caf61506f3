package io.meerkat.api.management.schema;

import io.meerkat.api.openapi.Member;
import io.meerkat.api.openapi.Schema;
import io.meerkat.query.Page;
import io.meerkat.query.history.ReflogEntry;
import java.util.ArrayList;
import java.util.List;

/** Branches, tags, and where a branch pointed. */
public final class Refs {
    /** How many tables a partial branch may name. */
    public static final int TABLES_MAX = 10_000;

    private static final Schema POINT = Schema.object(
                    Member.of("id", Values.COMMIT_ID, "the id of the commit"),
                    Member.of("generation", Values.COUNT, "how many commits its longest way back to the first one has"),
                    Member.of("time", Values.TIME, "when it was made"))
            .named("CommitPoint");

    private static final Member TABLES = Member.maybe(
            "tables",
            Schema.list(Names.OBJECT).atLeastOne().atMost(TABLES_MAX),
            "of a partial branch: the tables and views that can be written there directly");

    public static final Schema BRANCH = Schema.object(
                    ref("branch", Member.of("purpose", Values.PURPOSE, "what people list branches by"), TABLES))
            .named("Branch");

    public static final Schema TAG = Schema.object(ref("tag")).named("Tag");

    public static final Schema BRANCHES = page("branches", BRANCH, "by name").named("BranchPage");

    public static final Schema TAGS = page("tags", TAG, "by name").named("TagPage");

    public static final Schema REFLOG = Schema.object(
                    Member.of(
                            "reflog",
                            Schema.list(Schema.object(
                                                    Member.of("time", Values.TIME, "since when it pointed there"),
                                                    Member.of(
                                                            "action",
                                                            Values.words(ReflogEntry.Action.values()),
                                                            "what moved it"),
                                                    Member.of("by", Values.PERSON, "who moved it"),
                                                    Member.of("commit", POINT, "where it pointed"))
                                            .named("ReflogEntry"))
                                    .atMost(Page.LIMIT_MAX),
                            "the newest first"),
                    Values.NEXT_PAGE)
            .named("Reflog");

    public static final Schema NEW_BRANCH = Schema.object(
                    Member.of("name", Values.REF_NAME, "by git's rules for names, without refs/heads/"),
                    Member.maybe("from", Values.PLACE.ifAbsent("main"), "where it begins: " + Values.PLACE_WORDS),
                    Member.maybe("purpose", Values.PURPOSE.ifAbsent("experimental"), "what people list branches by"),
                    TABLES)
            .named("NewBranch");

    public static final Schema NEW_TAG = Schema.object(
                    Member.of("name", Values.REF_NAME, "by git's rules for names, without refs/tags/"),
                    Member.maybe("at", Values.PLACE.ifAbsent("main"), "what it names: " + Values.PLACE_WORDS))
            .named("NewTag");

    public static final Schema RESET = Schema.object(
                    Member.of("to", Values.PLACE, "where to: " + Values.PLACE_WORDS),
                    Member.maybe("expected", Values.COMMIT_ID_GIVEN, "reset it only if it points to this commit now"))
            .named("Reset");

    public static final Schema RENAME = Schema.object(
                    Member.of("to", Values.REF_NAME, "the new name, by git's rules for names"))
            .named("Rename");

    private Refs() {}

    private static List<Member> ref(String type, Member... more) {
        var members = new ArrayList<>(List.of(
                Member.of("name", Values.REF_NAME, "unique among the branches and tags of the catalog"),
                Member.of("type", Schema.word(type), "tells branches and tags apart"),
                Member.of("id", Values.UUID, "stays the same when it is renamed"),
                Member.of("created_at", Values.TIME, "when it was made")));
        members.addAll(List.of(more));
        members.add(Member.of("commit", POINT, "where it points"));
        return members;
    }

    private static Schema page(String name, Schema items, String order) {
        return Schema.object(Member.of(name, Schema.list(items).atMost(Page.LIMIT_MAX), order), Values.NEXT_PAGE);
    }
}
