package io.meerkat.merge.catalog;

import io.meerkat.model.Entry;
import io.meerkat.model.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Decides for each object alone whether it lives, where and with what content: what one side did is taken, what both did
 * is one change if it is the same. Whether the places of several objects go together is not looked at.
 */
final class ObjectDecisions {
    private final Deltas deltas;
    private final Fates fates;
    private final ContentDecisions contents;
    private final HomeQuestions homes;
    private final DroppedAlong dropped;
    private final List<Question> questions = new ArrayList<>();

    private ObjectDecisions(Deltas deltas, Fates fates, ContentDecisions contents) {
        this.deltas = deltas;
        this.fates = fates;
        this.contents = contents;
        this.homes = new HomeQuestions(deltas, fates);
        this.dropped = new DroppedAlong(fates.subjects().all());
    }

    /** Gives every object a fate, and the questions about those that have none yet. */
    static List<Question> decide(Deltas deltas, Fates fates, ContentDecisions contents) {
        var decisions = new ObjectDecisions(deltas, fates, contents);
        fates.subjects().all().forEach(decisions::decide);
        fates.subjects().all().forEach(subject -> decisions.homes.of(subject).ifPresent(decisions.questions::add));
        return decisions.questions;
    }

    private void decide(Subject subject) {
        if (subject.ours().isPresent() && subject.theirs().isPresent()) {
            place(subject, subject.ours().get(), subject.theirs().get());
            contents.decide(subject, subject.ours().get(), subject.theirs().get())
                    .ifPresent(questions::add);
        } else if (subject.ours().isPresent()) {
            oneSided(subject, Side.OURS, subject.ours().get());
        } else if (subject.theirs().isPresent()) {
            oneSided(subject, Side.THEIRS, subject.theirs().get());
        } else {
            fates.put(subject.id(), new Fate.Gone());
        }
    }

    private void place(Subject subject, Standing ours, Standing theirs) {
        var was = subject.base().map(Standing::place);
        if (ours.place().equals(theirs.place()) || was.equals(Optional.of(theirs.place()))) {
            fates.put(subject.id(), new Fate.Lives(ours.place()));
        } else if (was.equals(Optional.of(ours.place()))) {
            fates.put(subject.id(), new Fate.Lives(theirs.place()));
        } else {
            fates.put(subject.id(), new Fate.Contested(Optional.empty()));
            questions.add(renamedTwice(subject, ours, theirs));
        }
    }

    private Question renamedTwice(Subject subject, Standing ours, Standing theirs) {
        var sentence = subject.base()
                .map(was -> "ours renamed %s to %s, theirs renamed it to %s"
                        .formatted(
                                Words.the(was),
                                ours.key().identifier(),
                                theirs.key().identifier()))
                .orElseGet(() -> "ours made %s, theirs made it as %s"
                        .formatted(Words.the(ours), theirs.key().identifier()));
        var conflict = Conflict.of(ConflictCode.RENAME_RENAME_DIFFERENT, subject.keys(), subject.versions(), sentence);
        return new Question(conflict, resolution -> switch (resolution) {
            case Resolution.Take(var side) -> {
                fates.takePlace(subject.id(), side);
                yield Settlement.DONE;
            }
            case Resolution.At(var name) -> Renaming.apply(fates, subject, name);
            default -> Question.notOffered(resolution);
        });
    }

    private void oneSided(Subject subject, Side holder, Standing standing) {
        fates.putEntry(subject.id(), standing.entry());
        if (subject.isNew()) {
            fates.put(subject.id(), new Fate.Lives(standing.place()));
        } else if (!subject.isPlacedBy(holder) && !subject.isChangedBy(holder)) {
            fates.put(subject.id(), new Fate.Gone());
        } else {
            fates.put(subject.id(), new Fate.Contested(Optional.of(standing.place())));
            questions.add(droppedAndChanged(subject, holder, standing));
        }
    }

    private Question droppedAndChanged(Subject subject, Side holder, Standing standing) {
        var was = subject.base().orElseThrow();
        if (subject.isPlacedBy(holder)) {
            var name = standing.key().identifier();
            return kept(subject, holder, ConflictCode.RENAME_DELETE, it -> "renamed %s to %s".formatted(it, name));
        }
        var replacement = replacement(was, holder.other());
        if (replacement.isPresent()) {
            return replaced(subject, replacement.get(), holder, standing);
        }
        var code = holder == Side.OURS ? ConflictCode.MODIFY_DELETE : ConflictCode.DELETE_MODIFY;
        return kept(subject, holder, code, "changed "::concat);
    }

    private Question kept(Subject subject, Side holder, ConflictCode code, UnaryOperator<String> deed) {
        var along = dropped.with(subject.id());
        var withAll = along.isEmpty() ? "" : " with all in it (%d)".formatted(along.size());
        var conflict = Conflict.ofMany(
                code,
                subject.keys(),
                subject.versions(),
                along.stream().map(Subject::versions).toList(),
                Words.both(
                        Words.the(subject.base().orElseThrow()),
                        holder,
                        deed,
                        it -> "dropped %s%s".formatted(it, withAll)));
        return new Question(conflict, resolution -> switch (resolution) {
            case Resolution.Take(var side) -> takeWhole(subject, along, side);
            case Resolution.Supplied(var entry) -> {
                takeWhole(subject, along, holder);
                yield contents.supply(subject, entry);
            }
            default -> Question.notOffered(resolution);
        });
    }

    private Settlement takeWhole(Subject subject, List<Subject> along, Side side) {
        fates.takeWhole(subject.id(), side);
        along.forEach(other -> fates.takeWhole(other.id(), side));
        return Settlement.DONE;
    }

    /** What the side made under the name of what it dropped. */
    private Optional<Subject> replacement(Standing was, Side dropper) {
        return Optional.of(was)
                .filter(standing -> standing.entry().kind() != Kind.NAMESPACE)
                .flatMap(standing -> deltas.at(dropper, standing.key()))
                .map(Entry::contentId)
                .flatMap(fates.subjects()::find)
                .filter(Subject::isNew);
    }

    private Question replaced(Subject dropped, Subject made, Side holder, Standing standing) {
        var dropper = holder.other();
        var was = dropped.base().orElseThrow();
        var versions = holder == Side.OURS
                ? new Versions(dropped.versions().base(), Optional.of(standing.entry()), made.entryAt(dropper))
                : new Versions(dropped.versions().base(), made.entryAt(dropper), Optional.of(standing.entry()));
        var sentence = Words.both(
                Words.the(was),
                holder,
                "changed "::concat,
                it -> "dropped %s and made another one under its name".formatted(it));
        var conflict = Conflict.of(ConflictCode.REPLACED, dropped.keys(), versions, sentence);
        return new Question(conflict, resolution -> {
            if (resolution instanceof Resolution.Take(var side)) {
                fates.takeWhole(dropped.id(), side);
                fates.takeWhole(made.id(), side);
                return Settlement.DONE;
            }
            fates.put(dropped.id(), new Fate.Lives(standing.place()));
            return switch (resolution) {
                case Resolution.Rename(var side, var name) ->
                    Renaming.apply(fates, side == holder ? dropped : made, name);
                case Resolution.KeepBoth() -> {
                    var theirs = holder == Side.THEIRS ? dropped : made;
                    yield Renaming.applyBeside(fates, theirs, was.key());
                }
                default -> Question.notOffered(resolution);
            };
        });
    }
}
