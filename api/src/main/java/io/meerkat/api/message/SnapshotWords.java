package io.meerkat.api.message;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a snapshot did, by the counts in its summary: {@code 3 files, 12 000 rows added}. */
public final class SnapshotWords {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private SnapshotWords() {}

    /** Empty where the summary counts nothing. A writer may have put anything into it. */
    public static String of(@Nullable Map<String, String> summary) {
        if (summary == null) {
            return "";
        }
        return Stream.of(
                        counted(summary, "added-data-files", "file", "added-records", "row", "added"),
                        counted(summary, "deleted-data-files", "file", "deleted-records", "row", "removed"),
                        counted(summary, "added-delete-files", "delete file", "", "", "added"))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String counted(
            Map<String, String> summary, String files, String file, String records, String record, String verb) {
        var words = Stream.of(number(summary, files, file), number(summary, records, record))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "" : words + " " + verb;
    }

    private static String number(Map<String, String> summary, String key, String noun) {
        var text = summary.getOrDefault(key, "");
        return NUMBER.matcher(text).matches() ? count(Long.parseLong(text), noun) : "";
    }

    /** A number with its noun, thousands apart: {@code 12 000 rows}, {@code 1 row}. */
    public static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ') + " " + noun + (number == 1 ? "" : "s");
    }
}
