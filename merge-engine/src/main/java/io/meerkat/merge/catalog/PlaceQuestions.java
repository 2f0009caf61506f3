package io.meerkat.merge.catalog;

import io.meerkat.model.ContentId;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks about places that no object can have: in itself, or under a name that is too long. */
final class PlaceQuestions {
    private final Fates fates;

    private PlaceQuestions(Fates fates) {
        this.fates = fates;
    }

    static List<Question> of(Fates fates, Layout layout) {
        var checks = new PlaceQuestions(fates);
        var questions = new ArrayList<Question>();
        var seen = new HashSet<ContentId>();
        fates.all().forEach((id, fate) -> {
            if (!(fate instanceof Fate.Lives)) {
                return;
            }
            switch (layout.path(id)) {
                case Layout.Path.Cycle() -> {
                    var members = layout.above(id);
                    if (members.contains(id) && seen.add(id)) {
                        seen.addAll(members);
                        questions.add(checks.cycle(List.copyOf(members)));
                    }
                }
                case Layout.Path.TooLong() ->
                    questions.add(checks.tooLong(fates.subjects().get(id)));
                case Layout.Path.Open() -> {}
                case Layout.Path.At at -> {}
            }
        });
        return questions;
    }

    private Question cycle(List<ContentId> members) {
        var subjects = members.stream()
                .map(fates.subjects()::get)
                .sorted(Comparator.comparing(subject -> subject.keys().getFirst()))
                .toList();
        var first = subjects.getFirst();
        var keys = new TreeSet<TreeKey>();
        subjects.forEach(subject -> keys.addAll(subject.keys()));
        var names = subjects.stream()
                .map(subject -> subject.base().orElse(subject.any()))
                .map(standing -> standing.key().identifier().toString())
                .collect(Collectors.joining(", "));
        var conflict = Conflict.ofMany(
                ConflictCode.NS_MOVE_CYCLE,
                keys,
                first.versions(),
                subjects.stream().skip(1).map(Subject::versions).toList(),
                "ours and theirs moved namespaces into each other: " + names);
        return new Question(conflict, resolution -> {
            if (resolution instanceof Resolution.Take(var side)) {
                members.forEach(id -> fates.takePlace(id, side));
                return Settlement.DONE;
            }
            return Question.notOffered(resolution);
        });
    }

    private Question tooLong(Subject subject) {
        var sentence = "%s cannot be where it would have to be: that name would be longer or deeper than names may be"
                .formatted(Words.the(subject.any()));
        var conflict = Conflict.of(ConflictCode.NAME_TOO_LONG, subject.keys(), subject.versions(), sentence);
        return new Question(conflict, resolution -> switch (resolution) {
            case Resolution.Take(var side) -> {
                fates.takePlace(subject.id(), side);
                yield Settlement.DONE;
            }
            case Resolution.At(var name) -> Renaming.apply(fates, subject, name);
            default -> Question.notOffered(resolution);
        });
    }
}
