package io.meerkat.api.history;

import io.meerkat.api.history.TableDifference.Column;
import io.meerkat.api.history.TableDifference.ColumnChange;
import io.meerkat.api.history.TableDifference.PropertyChange;
import io.meerkat.api.history.TableDifference.Setting;
import io.meerkat.api.history.TableDifference.SnapshotFact;
import io.meerkat.api.history.TableDifference.Totals;
import io.meerkat.api.message.SnapshotWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A difference of tables in words, one for each thing that differs: {@code add column discount}. */
public final class DifferenceWords {
    private DifferenceWords() {}

    public static List<String> of(TableDifference difference) {
        var words = new ArrayList<String>();
        difference.columns().stream().map(DifferenceWords::of).forEach(words::addAll);
        difference.properties().stream().map(DifferenceWords::of).forEach(words::add);
        difference.settings().stream()
                .filter(setting -> !setting.name().equals(TableDifference.MAIN))
                .map(DifferenceWords::of)
                .forEach(words::add);
        difference.added().stream().map(DifferenceWords::of).forEach(words::add);
        main(difference).ifPresent(words::add);
        if (!difference.removed().isEmpty()) {
            words.add("expire " + SnapshotWords.count(difference.removed().size(), "snapshot"));
        }
        return words;
    }

    private static List<String> of(ColumnChange change) {
        if (change.before().isEmpty()) {
            var column = change.after().orElseThrow();
            return List.of("add column %s %s".formatted(column.name(), column.type()));
        }
        var before = change.before().get();
        return change.after()
                .map(after -> changed(before, after))
                .orElseGet(() -> List.of("drop column " + before.name()));
    }

    private static List<String> changed(Column before, Column after) {
        var words = new ArrayList<String>();
        if (!before.name().equals(after.name())) {
            words.add("rename column %s to %s".formatted(before.name(), after.name()));
        }
        if (!before.type().equals(after.type())) {
            words.add("change column %s from %s to %s".formatted(after.name(), before.type(), after.type()));
        }
        if (before.required() != after.required()) {
            words.add("make column %s %s".formatted(after.name(), after.required() ? "required" : "optional"));
        }
        if (!before.doc().equals(after.doc())) {
            words.add((after.doc().isPresent() ? "document column " : "remove the doc of column ") + after.name());
        }
        preset(words, "initial", after.name(), before.initialDefault(), after.initialDefault());
        preset(words, "write", after.name(), before.writeDefault(), after.writeDefault());
        return words;
    }

    private static void preset(
            List<String> words, String which, String column, Optional<String> before, Optional<String> after) {
        if (!before.equals(after)) {
            words.add(after.map(value -> "set the %s default of column %s to %s".formatted(which, column, value))
                    .orElseGet(() -> "remove the %s default of column %s".formatted(which, column)));
        }
    }

    private static String of(PropertyChange change) {
        return change.after()
                .map(value -> "set property %s to '%s'".formatted(change.key(), value))
                .orElseGet(() -> "remove property " + change.key());
    }

    private static String of(Setting setting) {
        return "change %s from %s to %s".formatted(setting.name().replace('_', ' '), setting.before(), setting.after());
    }

    private static String of(SnapshotFact snapshot) {
        var counts = SnapshotWords.of(snapshot.summary());
        return snapshot.operation() + (counts.isEmpty() ? "" : ": " + counts);
    }

    /** Main goes with each snapshot that is added; told is where it went otherwise, and what it shows then. */
    private static Optional<String> main(TableDifference difference) {
        var now = difference.after().snapshot();
        boolean added = now.filter(id -> difference.added().stream().anyMatch(snapshot -> snapshot.id() == id))
                .isPresent();
        if (added || now.equals(difference.before().snapshot())) {
            return Optional.empty();
        }
        return Optional.of(now.map(id -> "set main to snapshot %d%s".formatted(id, held(difference.after())))
                .orElse("set main to no snapshot: no rows"));
    }

    private static String held(Totals totals) {
        var counts = Stream.of(
                        totals.files().map(files -> SnapshotWords.count(files, "file")),
                        totals.rows().map(rows -> SnapshotWords.count(rows, "row")))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "" : ": " + counts;
    }
}
