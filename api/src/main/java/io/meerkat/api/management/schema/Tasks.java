package io.meerkat.api.management.schema;

import io.meerkat.api.merge.Verb;
import io.meerkat.api.openapi.Member;
import io.meerkat.api.openapi.Schema;
import io.meerkat.merge.verb.MergeMode;
import java.util.ArrayList;
import java.util.List;

/** What is to be done to a branch, by verb. */
final class Tasks {
    private static final Schema MODE = Values.words(MergeMode.values());
    private static final Schema MAINLINE = Schema.integer(1);
    private static final Schema BRANCH = Values.REF_NAME;

    private Tasks() {}

    /** As it is ordered. */
    static List<Member> ordered(Verb verb) {
        var members = new ArrayList<Member>();
        members.add(
                verb == Verb.REBASE
                        ? Member.of("branch", BRANCH, "whose commits are made anew")
                        : Member.maybe("branch", BRANCH.ifAbsent("main"), "the branch that is changed"));
        members.add(
                switch (verb) {
                    case MERGE -> Member.of("source", Values.PLACE, "what is merged: " + Values.PLACE_WORDS);
                    case CHERRY_PICK ->
                        Member.of("commit", Values.PLACE, "whose change is made once more: " + Values.PLACE_WORDS);
                    case REVERT ->
                        Member.of("commit", Values.PLACE, "whose change is taken back: " + Values.PLACE_WORDS);
                    case REBASE -> Member.of("onto", Values.PLACE, "what they are made on: " + Values.PLACE_WORDS);
                });
        switch (verb) {
            case MERGE -> members.add(Member.maybe("mode", MODE.ifAbsent("merge_commit"), "how it is brought in"));
            case CHERRY_PICK, REVERT ->
                members.add(Member.maybe(
                        "mainline", MAINLINE, "of a merge: the number of the parent that its change is seen against"));
            case REBASE -> {}
        }
        if (verb.needsMergeBase()) {
            members.add(Member.maybe(
                    "unrelated_histories", Schema.flag().ifAbsent(false), "goes on where there is no common commit"));
        }
        return members;
    }

    /** As it is told. */
    static List<Member> told(Verb verb) {
        var members = new ArrayList<>(List.of(
                Member.of("verb", Schema.word(verb.word()), "what is done"),
                Member.of("branch", BRANCH, "the branch that is changed")));
        switch (verb) {
            case MERGE -> {
                members.add(Member.of("source", Values.PLACE, "what is merged, as it was asked for"));
                members.add(Member.of("mode", MODE, "how it is brought in"));
            }
            case CHERRY_PICK, REVERT -> {
                members.add(Member.of("commit", Values.COMMIT_ID, "whose change it is"));
                members.add(Member.maybe("mainline", MAINLINE, "the number of the parent that it is seen against"));
            }
            case REBASE ->
                members.add(Member.of("onto", Values.PLACE, "what its commits are made on, as it was asked for"));
        }
        members.add(Member.maybe("head", Values.COMMIT_ID, "where the branch points since it was done"));
        if (verb.needsMergeBase()) {
            members.add(Member.maybe("source_branch", Values.UUID, "opened: the branch that the source is"));
            members.add(Member.maybe("source_commit", Values.COMMIT_ID, "opened: the commit that the source was"));
            members.add(Member.maybe("unrelated_histories", Schema.yes(), "goes on where there is no common commit"));
        }
        return members;
    }
}
