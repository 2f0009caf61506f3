package io.meerkat.conformance.crash.story;

import io.meerkat.conformance.crash.Asked;
import io.meerkat.conformance.crash.Writer;
import io.meerkat.conformance.crash.story.Story.Deed;
import io.meerkat.conformance.crash.story.Story.Step;
import io.meerkat.conformance.rest.Answer;
import io.meerkat.conformance.rest.RestClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Lives one story after another. A story ends where an answer is not a plain yes; half of what can be asked again is asked
 * until the answer is certain, and must have been done once all the same.
 */
final class StoryWriter implements Writer {
    static final List<String> SHARED_TABLES = List.of("t0", "t1", "t2", "t3");
    private static final int COMMITS_MAX = 3;

    private final RestClient client;
    private final Refs refs;
    private final String name;
    private final String ownTable;
    private final Random random;
    private final Stories stories;
    private int count;

    StoryWriter(RestClient client, String catalog, int number, Random random, Stories stories) {
        this.client = client;
        this.refs = new Refs(client, catalog);
        this.name = "%s_w%d".formatted(catalog, number);
        this.ownTable = ownTable(number);
        this.random = random;
        this.stories = stories;
    }

    /** For conflicts, which no other writer meets. */
    static String ownTable(int number) {
        return "own" + number;
    }

    @Override
    public void write() {
        if (random.nextInt(5) == 0) {
            commit(stories.begin("main"), "%s_%d".formatted(name, count++));
            return;
        }
        var story = stories.begin("%s_%d".formatted(name, count++));
        if (once(
                        story,
                        Deed.BRANCH,
                        List.of(),
                        "/commit/id",
                        () -> refs.post("branches", Map.of("name", story.branch())))
                && commits(story)
                && end(story)
                && random.nextInt(4) == 0) {
            once(story, Deed.DELETE, List.of(), "", () -> refs.delete("branches/" + story.branch()));
        }
    }

    private boolean commits(Story story) {
        for (int left = 1 + random.nextInt(COMMITS_MAX); left > 0; left--) {
            if (!commit(story, story.nextTag())) {
                return false;
            }
        }
        return true;
    }

    private boolean commit(Story story, String tag) {
        var tables = new ArrayList<>(SHARED_TABLES);
        Collections.shuffle(tables, random);
        var some = List.copyOf(tables.subList(0, 1 + random.nextInt(tables.size())));
        return enter(story, Deed.COMMIT, tag, some, Asked.once(() -> refs.setOnAll(story.branch(), tag, some)), "");
    }

    private boolean end(Story story) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> merge(story, Deed.MERGE, "merge_commit");
            case 2 -> merge(story, Deed.MERGE, "squash") && revert(story, false);
            case 3 -> merge(story, Deed.MERGE, "merge_commit") && revert(story, true);
            case 4 -> merge(story, Deed.REPLAY, "rebase");
            case 5 -> rebase(story) && merge(story, Deed.REPLAY, "fast_forward");
            case 6 -> pick(story);
            case 7 -> mergeByHand(story);
            default -> random.nextBoolean() ? reset(story) : tag(story);
        };
    }

    private boolean merge(Story story, Deed deed, String mode) {
        return told(story, deed, "merges", Map.of("source", story.branch(), "mode", mode));
    }

    private boolean pick(Story story) {
        return told(story, Deed.PICK, "cherry-picks", Map.of("commit", story.branch()));
    }

    private boolean rebase(Story story) {
        return told(story, Deed.REBASE, "rebases", Map.of("branch", story.branch(), "onto", "main"));
    }

    private boolean revert(Story story, boolean ofMerge) {
        var merge = story.step(Deed.MERGE).flatMap(Step::id);
        return merge.isPresent()
                && told(
                        story,
                        Deed.REVERT,
                        "reverts",
                        ofMerge ? Map.of("commit", merge.get(), "mainline", 1) : Map.of("commit", merge.get()));
    }

    /** What is done once however often it is asked: then there is nothing left to do. */
    private boolean told(Story story, Deed deed, String call, Map<String, ?> task) {
        var tag = story.nextTag();
        var members = new TreeMap<String, Object>(task);
        // Commits that are made anew keep their own.
        if (deed != Deed.REBASE && !"rebase".equals(task.get("mode"))) {
            members.put("message", tag);
        }
        Supplier<Answer> request = () -> refs.post(call, members);
        var asked = random.nextBoolean() ? Asked.untilCertain(request) : Asked.once(request);
        return enter(story, deed, tag, List.of(), asked, "/head");
    }

    /** Both sides change one property, so that it waits for an answer. */
    private boolean mergeByHand(Story story) {
        if (!Asked.once(() -> refs.set(story.branch(), ownTable, "owner", story.branch()))
                        .isAcknowledged()
                || !Asked.once(() -> refs.set("main", ownTable, "owner", "main " + story.branch()))
                        .isAcknowledged()
                || !once(
                        story,
                        Deed.OPEN,
                        List.of(),
                        "/id",
                        () -> refs.post("merges", Map.of("source", story.branch(), "hold", true)))) {
            return false;
        }
        var merge =
                "merges/%s/".formatted(story.step(Deed.OPEN).flatMap(Step::id).orElseThrow());
        if (random.nextInt(4) == 0) {
            return once(story, Deed.ABORT, List.of(), "", () -> refs.post(merge + "abort", Map.of()));
        }
        return once(
                        story,
                        Deed.ANSWER,
                        List.of(),
                        "",
                        () -> refs.post(merge + "resolutions", Map.of("take_all", "theirs")))
                && random.nextInt(8) > 0
                && complete(story, merge);
    }

    private boolean complete(Story story, String merge) {
        var tag = story.nextTag();
        return enter(
                story,
                Deed.COMPLETE,
                tag,
                List.of(),
                Asked.once(() -> refs.post(merge + "complete", Map.of("message", tag))),
                "/head");
    }

    private boolean reset(Story story) {
        return once(
                story,
                Deed.RESET,
                List.of(),
                "",
                () -> refs.post("branches/%s/reset".formatted(story.branch()), Map.of("to", story.branch() + "~1")));
    }

    private boolean tag(Story story) {
        return once(
                story,
                Deed.TAG,
                List.of(),
                "/commit/id",
                () -> refs.post("tags", Map.of("name", story.nextTag(), "at", story.branch())));
    }

    private boolean once(Story story, Deed deed, List<String> tables, String id, Supplier<Answer> request) {
        return enter(story, deed, story.nextTag(), tables, Asked.once(request), id);
    }

    private boolean enter(Story story, Deed deed, String tag, List<String> tables, Asked asked, String id) {
        var named = asked.isAcknowledged() && !id.isEmpty() ? asked.text(id) : Optional.<String>empty();
        stories.enter(story, new Step(deed, tag, tables, asked.told(), named), asked);
        return asked.isAcknowledged();
    }

    @Override
    public void close() {
        client.close();
    }
}
