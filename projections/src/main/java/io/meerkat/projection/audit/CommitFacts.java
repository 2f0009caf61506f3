package io.meerkat.projection.audit;

import io.meerkat.model.Change;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Kind;
import io.meerkat.model.TreeKey;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import io.meerkat.projection.audit.Fact.Place;
import io.meerkat.projection.audit.Fact.Resource;
import io.meerkat.projection.audit.Fact.Result.Success;
import io.meerkat.projection.follow.RecordedEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a commit did: one fact for every key that it changed. */
final class CommitFacts {
    private final RecordedEvent recorded;
    private final CommitRecorded event;
    private final Map<ContentId, TreeKey> removed = new HashMap<>();
    private final Map<ContentId, TreeKey> added = new HashMap<>();

    private CommitFacts(RecordedEvent recorded, CommitRecorded event) {
        this.recorded = recorded;
        this.event = event;
        for (Change change : event.changes().all()) {
            gone(change).ifPresent(object -> removed.put(object, change.key()));
            come(change).ifPresent(object -> added.put(object, change.key()));
        }
    }

    static List<Fact> of(RecordedEvent recorded, CommitRecorded event) {
        var facts = new CommitFacts(recorded, event);
        return event.changes().all().stream().map(facts::fact).toList();
    }

    private Fact fact(Change change) {
        var commit = event.commit();
        var entry = change.after().or(change::before).orElseThrow();
        var renamedTo = gone(change).map(added::get);
        var renamedFrom = come(change).map(removed::get);
        var verb = renamedTo.or(() -> renamedFrom).isPresent() ? "rename" : verb(change, entry.kind());
        return new Fact(
                commit.tenant(),
                commit.time(),
                recorded.by(),
                verb + "_" + type(entry.kind()),
                new Resource(type(entry.kind()), Optional.of(entry.contentId().value()), name(change.key())),
                Place.in(commit.catalog()).on(event.branch()).at(event.id(), commit.message()),
                new Success(),
                new Details()
                        .with("before", change.before().map(CommitFacts::content))
                        .with("after", change.after().map(CommitFacts::content))
                        .with("renamed_to", renamedTo.map(CommitFacts::name))
                        .with("renamed_from", renamedFrom.map(CommitFacts::name))
                        .json());
    }

    /** An object that the change took from its key; another one may stand there now. */
    private static Optional<ContentId> gone(Change change) {
        var stayed = change.after().map(Entry::contentId);
        return change.before()
                .map(Entry::contentId)
                .filter(object -> !Optional.of(object).equals(stayed));
    }

    private static Optional<ContentId> come(Change change) {
        var was = change.before().map(Entry::contentId);
        return change.after()
                .map(Entry::contentId)
                .filter(object -> !Optional.of(object).equals(was));
    }

    private static String verb(Change change, Kind kind) {
        if (come(change).isPresent()) {
            return "create";
        }
        return switch (kind) {
            case NAMESPACE -> change.after().isPresent() ? "update" : "delete";
            case TABLE -> change.after().isPresent() ? "commit" : "drop";
            case VIEW, ASSET -> change.after().isPresent() ? "update" : "drop";
        };
    }

    private static String type(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String name(TreeKey key) {
        return key.identifier().toString();
    }

    private static String content(Entry entry) {
        return entry.content().hex();
    }
}
