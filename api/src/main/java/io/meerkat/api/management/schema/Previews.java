package io.meerkat.api.management.schema;

import io.meerkat.api.openapi.Member;
import io.meerkat.api.openapi.Schema;
import java.util.List;

/** What a merge, cherry-pick, revert or rebase would come to. */
public final class Previews {
    /** More changes are counted and not shown. */
    public static final int CHANGES_MAX = 1_000;

    private static final Schema LEFT_OUT = Schema.object(
                    Member.of("commit", Values.COMMIT_ID, "which commit"),
                    Member.of("reason", Schema.text(), "why it is not made anew"),
                    Member.maybe("by", Values.COMMIT_ID, "the commit that did the same there"))
            .named("LeftOutCommit");

    static final Member OUTLOOK = Member.of(
            "outlook",
            Schema.words(List.of("clean", "fast_forward", "up_to_date", "conflicted", "answers_refused", "impossible")),
            "what it comes to");

    private static final List<Member> HEADS = List.of(
            Member.of("branch_head", Values.COMMIT_ID, "where the branch pointed when it was looked at"),
            Member.of("source_head", Values.COMMIT_ID, "what the source was when it was looked at"));

    private static final List<Member> BY_OUTLOOK = List.of(
            Member.maybe("base", Values.COMMIT_ID, "the merge base, if a commit is it"),
            Member.maybe("to", Values.COMMIT_ID, "fast_forward: where the branch is moved to"),
            Member.maybe("commits", Values.COUNT, "clean: how many commits it makes"),
            Member.maybe("change_count", Values.COUNT, "clean: how many changes these have"),
            Member.maybe(
                    "changes",
                    Schema.list(Changes.CHANGE).atMost(CHANGES_MAX),
                    "clean: these changes, %d at most".formatted(CHANGES_MAX)),
            Member.maybe("changes_truncated", Schema.yes(), "clean: there are more changes than are shown"),
            Member.maybe("left_out", Schema.list(LEFT_OUT).atLeastOne(), "clean: commits that are not made anew"),
            Member.maybe(
                    "at",
                    Values.COMMIT_ID,
                    "conflicted, answers_refused: the commit that is being made anew, of several"),
            Member.maybe(
                    "conflicts",
                    Schema.list(Conflicts.CONFLICT),
                    "conflicted, answers_refused: all that needs an answer now"),
            Member.maybe(
                    "warnings",
                    Schema.list(Conflicts.WARNING).atLeastOne(),
                    "clean, conflicted, answers_refused: to look at"),
            Member.maybe("refused", Schema.list(Conflicts.REFUSED), "answers_refused: answers that do not fit"),
            Member.maybe("reason", Schema.text(), "impossible: why it cannot be done"),
            Member.maybe("notices", Schema.list(Conflicts.NOTICE).atLeastOne(), "what its reader should know"));

    private Previews() {}

    static List<Member> now() {
        return Lists.of(List.of(OUTLOOK), HEADS, BY_OUTLOOK);
    }

    /** Of one that is shown whether it is open or not, and whether or not its branch and source are there. */
    static List<Member> ifOpen() {
        return now().stream()
                .map(member -> Member.maybe(member.name(), member.schema(), "While it is open: " + member.words()))
                .toList();
    }
}
