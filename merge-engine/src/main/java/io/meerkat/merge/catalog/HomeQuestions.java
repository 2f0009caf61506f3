package io.meerkat.merge.catalog;

import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Asks where a change belongs that one side made under a name which the other side gave to another object. While the old
 * name stays free there is nothing to ask: the change goes along with what was renamed.
 */
final class HomeQuestions {
    private final Deltas deltas;
    private final Fates fates;

    HomeQuestions(Deltas deltas, Fates fates) {
        this.deltas = deltas;
        this.fates = fates;
    }

    Optional<Question> of(Subject subject) {
        if (!fates.lives(subject.id())) {
            return Optional.empty();
        }
        return Arrays.stream(Side.values())
                .filter(side -> subject.isChangedBy(side) && isTaken(subject, side))
                .findFirst()
                .map(side -> changed(subject, side))
                .or(() -> Arrays.stream(Side.values())
                        .flatMap(side -> namespaceOf(subject, side)
                                .filter(namespace -> isTaken(namespace, side))
                                .map(namespace -> put(subject, namespace, side))
                                .stream())
                        .findFirst());
    }

    /** Whether the side left the object where it was, while the other renamed it and has another one there now. */
    private boolean isTaken(Subject subject, Side side) {
        var was = subject.base().map(Standing::key);
        var other = side.other();
        return was.isPresent()
                && subject.at(side).map(Standing::key).equals(was)
                && subject.at(other).isPresent()
                && !subject.at(other).map(Standing::key).equals(was)
                && deltas.at(other, was.get()).isPresent();
    }

    /** The namespace that the side put it into, unless both did. */
    private Optional<Subject> namespaceOf(Subject subject, Side side) {
        return subject.at(side)
                .filter(standing -> subject.isPlacedBy(side))
                .map(Standing::place)
                .filter(place -> !subject.at(side.other()).map(Standing::place).equals(Optional.of(place)))
                .flatMap(Place::touchedNamespace)
                .flatMap(fates.subjects()::find);
    }

    private Question changed(Subject subject, Side side) {
        var was = subject.base().orElseThrow();
        var to = subject.at(side.other()).orElseThrow().key();
        return question(
                ConflictCode.RENAME_MODIFY,
                subject,
                subject.keys(),
                side,
                Words.both(
                        Words.the(was),
                        side,
                        "changed "::concat,
                        it -> "renamed %s to %s and gave its name to another".formatted(it, to.identifier())));
    }

    private Question put(Subject subject, Subject namespace, Side side) {
        var was = namespace.base().orElseThrow();
        var to = namespace.at(side.other()).orElseThrow().key();
        var what = Words.the(subject.at(side).orElseThrow());
        var keys = new ArrayList<>(subject.keys());
        keys.addAll(namespace.keys());
        return question(
                ConflictCode.NS_RENAME,
                subject,
                keys,
                side,
                Words.both(
                        Words.the(was),
                        side,
                        it -> "put %s into %s".formatted(what, it),
                        it -> "renamed %s to %s and made another one under its name".formatted(it, to.identifier())));
    }

    private Question question(ConflictCode code, Subject subject, List<TreeKey> keys, Side side, String sentence) {
        var newHome = fates.of(subject.id());
        var oldName = subject.at(side).orElseThrow().key().identifier();
        fates.put(subject.id(), new Fate.Contested(Optional.empty()));
        var conflict = Conflict.of(code, keys, subject.versions(), sentence);
        return new Question(conflict, resolution -> switch (resolution) {
            case Resolution.NewHome() -> {
                fates.put(subject.id(), newHome);
                yield Settlement.DONE;
            }
            case Resolution.OldName() -> {
                fates.moveTo(subject.id(), oldName);
                yield Settlement.DONE;
            }
            default -> Question.notOffered(resolution);
        });
    }
}
