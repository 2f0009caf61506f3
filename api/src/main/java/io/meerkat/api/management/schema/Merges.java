package io.meerkat.api.management.schema;

import static java.util.stream.Collectors.joining;

import io.meerkat.api.merge.Verb;
import io.meerkat.api.openapi.Member;
import io.meerkat.api.openapi.Schema;
import io.meerkat.query.Page;
import io.meerkat.storage.merge.MergeRow.State;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Merges, cherry-picks, reverts and rebases: each verb has schemas of its own, for its members have names of their own. */
public final class Merges {
    public static final Schema STATE = Values.words(State.values());

    private static final Member MESSAGE = Member.maybe(
            "message", Values.MESSAGE, "of the commit that it makes; a merge in the mode rebase takes none");

    private static final List<Member> EXPECTED = List.of(
            Member.maybe("expected", Values.COMMIT_ID_GIVEN, "do it only if the branch points to this commit"),
            Member.maybe("expected_source", Values.COMMIT_ID_GIVEN, "do it only if the source leads to this commit"));

    public static final Schema ANSWERS = Schema.object(Resolutions.given()).named("Answers");

    private Merges() {}

    /** Such as {@code CherryPick}. */
    public static String name(Verb verb) {
        return Stream.of(verb.word().split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(joining());
    }

    public static Schema order(Verb verb) {
        var when = List.of(
                Member.maybe(
                        "dry_run", Schema.flag().ifAbsent(false), "tells what it would come to; nothing is touched"),
                Member.maybe("hold", Schema.flag().ifAbsent(false), "opens it, to be completed later"));
        return Schema.object(Lists.of(Tasks.ordered(verb), how(verb), when, Resolutions.given()))
                .named("New" + name(verb));
    }

    public static Schema completion(Verb verb) {
        return Schema.object(how(verb)).named(name(verb) + "Completion");
    }

    /** Commits that are made anew keep their messages. */
    private static List<Member> how(Verb verb) {
        return verb == Verb.REBASE ? EXPECTED : Lists.of(List.of(MESSAGE), EXPECTED);
    }

    /** What a request to do it at once came to, or would. */
    public static Schema outcome(Verb verb) {
        var state = Member.maybe(
                "state", Schema.words(List.of("completed", "up_to_date")), "what was done; absent after a dry run");
        return Schema.object(Lists.of(Tasks.told(verb), List.of(state), Previews.now()))
                .named(name(verb) + "Outcome");
    }

    /** One that was opened, just now or before. */
    public static Schema one(Verb verb) {
        var answers = Member.of(
                "resolutions", Schema.map(Resolutions.RESOLUTION), "the answers that it has, by the ids of conflicts");
        return Schema.object(Lists.of(row(verb), List.of(answers), Previews.ifOpen()))
                .named(name(verb));
    }

    public static Schema page(Verb verb) {
        return Schema.object(
                        Member.of(
                                "%ss".formatted(verb.word().replace('-', '_')),
                                Schema.list(Schema.object(row(verb)).named(name(verb) + "Summary"))
                                        .atMost(Page.LIMIT_MAX),
                                "the newest first"),
                        Values.NEXT_PAGE)
                .named(name(verb) + "Page");
    }

    private static List<Member> row(Verb verb) {
        return Lists.of(
                List.of(Member.of("id", Values.UUID, "by which it is found")),
                Tasks.told(verb),
                List.of(
                        Member.of("state", STATE, "how far it has come"),
                        Member.of("opened_at", Values.TIME, "when it was opened"),
                        Member.of("opened_by", Values.PERSON, "who opened it"),
                        Member.of("changed_at", Values.TIME, "when it was opened, answered or ended last")));
    }
}
