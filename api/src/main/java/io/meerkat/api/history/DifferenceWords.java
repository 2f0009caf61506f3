package io.meerkat.api.history;

import io.meerkat.api.history.TableDifference.ColumnChange;
import io.meerkat.api.history.TableDifference.PropertyChange;
import io.meerkat.api.history.TableDifference.Setting;
import io.meerkat.api.history.TableDifference.SnapshotFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A difference of tables in words, one for each thing that differs: {@code add column discount}. */
public final class DifferenceWords {
    private DifferenceWords() {}

    public static List<String> of(TableDifference difference) {
        var words = new ArrayList<String>();
        difference.columns().stream().map(DifferenceWords::of).forEach(words::add);
        difference.properties().stream().map(DifferenceWords::of).forEach(words::add);
        difference.settings().stream().map(DifferenceWords::of).forEach(words::add);
        difference.added().stream().map(DifferenceWords::of).forEach(words::add);
        if (!difference.removed().isEmpty()) {
            words.add("expire " + count(difference.removed().size(), "snapshot"));
        }
        return words;
    }

    private static String of(ColumnChange change) {
        if (change.before().isEmpty()) {
            var column = change.after().orElseThrow();
            return "add column %s %s".formatted(column.name(), column.type());
        }
        var before = change.before().get();
        if (change.after().isEmpty()) {
            return "drop column " + before.name();
        }
        var after = change.after().get();
        if (!before.name().equals(after.name())) {
            return "rename column %s to %s".formatted(before.name(), after.name());
        }
        if (!before.type().equals(after.type())) {
            return "change column %s from %s to %s".formatted(before.name(), before.type(), after.type());
        }
        return before.required() == after.required()
                ? "document column " + before.name()
                : "make column %s %s".formatted(before.name(), after.required() ? "required" : "optional");
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
        var words = new ArrayList<String>();
        counted(words, snapshot.summary(), "added-data-files", "file", "added");
        counted(words, snapshot.summary(), "added-records", "row", "added");
        counted(words, snapshot.summary(), "deleted-data-files", "file", "removed");
        counted(words, snapshot.summary(), "deleted-records", "row", "removed");
        counted(words, snapshot.summary(), "added-delete-files", "delete file", "added");
        return snapshot.operation() + (words.isEmpty() ? "" : ": " + String.join(", ", words));
    }

    private static void counted(List<String> words, Map<String, String> summary, String key, String noun, String verb) {
        try {
            long number = Long.parseLong(summary.getOrDefault(key, "0"));
            if (number > 0) {
                words.add("%s %s".formatted(count(number, noun), verb));
            }
        } catch (NumberFormatException e) {
            // A writer may have put anything into its summary.
        }
    }

    private static String count(long number, String noun) {
        return "%d %s%s".formatted(number, noun, number == 1 ? "" : "s");
    }
}
