package io.meerkat.merge.catalog;

import io.meerkat.model.Content;
import io.meerkat.model.Content.AssetContent;
import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.Content.ViewContent;
import io.meerkat.model.Entry;
import io.meerkat.model.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides what content an object has that both sides have. */
final class ContentDecisions {
    private final Fates fates;
    private final Contents contents;
    private final ObjectMerge objects;
    private final List<Warning> notices = new ArrayList<>();

    ContentDecisions(Fates fates, Contents contents, ObjectMerge objects) {
        this.fates = fates;
        this.contents = contents;
        this.objects = objects;
    }

    /** What merges of content had to say. */
    List<Warning> notices() {
        return notices;
    }

    /** Sets the object's content, or asks. */
    Optional<Question> decide(Subject subject, Standing ours, Standing theirs) {
        if (ours.hasContentOf(theirs) || !subject.isChangedBy(Side.THEIRS)) {
            take(subject, ours);
        } else if (!subject.isChangedBy(Side.OURS) && takesOneSided(subject)) {
            take(subject, theirs);
        } else if (areAlike(ours.entry(), theirs.entry())) {
            take(subject, ours);
        } else {
            return merge(subject, Map.of()).map(items -> question(subject, items));
        }
        return Optional.empty();
    }

    /** What is no namespace's has metadata that goes forward only. */
    private boolean takesOneSided(Subject subject) {
        return objects.takesOneSided() || subject.kind() == Kind.NAMESPACE;
    }

    private void take(Subject subject, Standing content) {
        fates.putEntry(subject.id(), identified(subject, content.entry()));
    }

    /** A namespace that one side dropped and made again has another id since; so has one that both made. */
    private static Entry identified(Subject subject, Entry entry) {
        var ours = subject.ours().orElseThrow().entry().contentId();
        var theirs = subject.theirs().orElseThrow().entry().contentId();
        var was = subject.base().map(Standing::entry).map(Entry::contentId);
        var id = was.equals(Optional.of(ours)) ? theirs : ours;
        return new Entry(id, entry.content(), entry.summary());
    }

    /** Files of metadata have random names: two tables or views may differ in nothing else. */
    boolean areAlike(Entry ours, Entry theirs) {
        if (ours.kind() != theirs.kind() || ours.content().equals(theirs.content())) {
            return ours.kind() == theirs.kind();
        }
        return withoutFile(contents.content(ours.content())).equals(withoutFile(contents.content(theirs.content())));
    }

    private static Content withoutFile(Content content) {
        return switch (content) {
            case TableContent table -> new TableContent(Optional.empty(), table.fields(), table.body());
            case ViewContent view -> new ViewContent(Optional.empty(), view.fields(), view.body());
            case NamespaceContent namespace -> namespace;
            case AssetContent asset -> asset;
        };
    }

    /** Merges the content, or tells what is left to be answered. */
    private Optional<List<ItemConflict>> merge(Subject subject, Map<Item, ItemAnswer> answers) {
        return switch (result(subject, answers)) {
            case ObjectMerge.Merged merged -> {
                accept(subject, merged);
                yield Optional.empty();
            }
            case ObjectMerge.Conflicting(var items) -> Optional.of(items);
            case ObjectMerge.Refused(var reason) ->
                throw new IllegalStateException("refused without an answer: " + reason);
        };
    }

    private ObjectMerge.Result result(Subject subject, Map<Item, ItemAnswer> answers) {
        var versions = subject.versions();
        return objects.merge(
                versions.base(),
                versions.ours().orElseThrow(),
                versions.theirs().orElseThrow(),
                answers);
    }

    private void accept(Subject subject, ObjectMerge.Merged merged) {
        fates.putEntry(subject.id(), identified(subject, merged.entry()));
        merged.created().ifPresent(fates::create);
        merged.notices()
                .forEach(notice -> notices.add(
                        new Warning(Warning.Code.NOTICE, subject.any().key(), notice)));
    }

    private Question question(Subject subject, List<ItemConflict> items) {
        return new Question(conflict(subject, items), resolution -> switch (resolution) {
            case Resolution.Take(var side) -> takeWhole(subject, side);
            case Resolution.Supplied(var entry) -> supply(subject, entry);
            case Resolution.PerItem(var answers) -> settlement(subject, result(subject, answers));
            default -> Question.notOffered(resolution);
        });
    }

    private static Conflict conflict(Subject subject, List<ItemConflict> items) {
        var ours = subject.ours().orElseThrow();
        var sentence = subject.isNew()
                ? "ours and theirs both made %s, and not alike".formatted(Words.the(ours))
                : "ours and theirs both changed %s"
                        .formatted(Words.the(subject.base().orElseThrow()));
        return Conflict.ofItems(
                ConflictCode.bothModified(subject.kind()), subject.keys(), subject.versions(), items, sentence);
    }

    private Settlement takeWhole(Subject subject, Side side) {
        if (side == Side.OURS) {
            take(subject, subject.ours().orElseThrow());
            return Settlement.DONE;
        }
        var versions = subject.versions();
        return settlement(
                subject,
                objects.takeTheirs(
                        versions.base(),
                        versions.ours().orElseThrow(),
                        versions.theirs().orElseThrow()));
    }

    private Settlement settlement(Subject subject, ObjectMerge.Result result) {
        return switch (result) {
            case ObjectMerge.Merged merged -> {
                accept(subject, merged);
                yield Settlement.DONE;
            }
            case ObjectMerge.Conflicting(var items) -> new Settlement.Rest(conflict(subject, items));
            case ObjectMerge.Refused(var reason) -> new Settlement.Misfit(reason);
        };
    }

    /** Takes a content that a person supplied, if it can be one of this object. */
    Settlement supply(Subject subject, Entry supplied) {
        var known = subject.any().entry();
        if (supplied.kind() != known.kind() || !supplied.contentId().equals(known.contentId())) {
            return new Settlement.Misfit("the supplied entry is of the %s %s, not of the %s %s"
                    .formatted(
                            Words.noun(supplied.kind()),
                            supplied.contentId(),
                            Words.noun(known.kind()),
                            known.contentId()));
        }
        if (!contents.content(supplied.content()).summary().equals(supplied.summary())) {
            return new Settlement.Misfit("the summary of the supplied entry is not that of its content");
        }
        fates.putEntry(subject.id(), supplied);
        return Settlement.DONE;
    }
}
