package io.meerkat.api.message;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The last paragraph of a commit's message if each of its lines is {@code key: value}, as git-interpret-trailers has them: who
 * wrote the change, and whatever else a client says of it.
 */
public record Trailers(SortedMap<String, String> values) {
    public static final String AUTHOR = "Author";

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern LINE = Pattern.compile("(%s): *(\\S.*)".formatted(KEY.pattern()), Pattern.DOTALL);
    private static final String BLANK_LINE = "\n\n";

    public Trailers {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /** Those of a message; of a key that is there twice, the last. */
    public static Trailers of(String message) {
        var values = new TreeMap<String, String>();
        int end = message.lastIndexOf(BLANK_LINE);
        if (end >= 0) {
            for (String line : message.substring(end + BLANK_LINE.length()).split("\n", -1)) {
                var trailer = LINE.matcher(line);
                if (!trailer.matches()) {
                    return new Trailers(new TreeMap<>());
                }
                values.put(trailer.group(1), trailer.group(2).strip());
            }
        }
        return new Trailers(values);
    }

    public Optional<String> author() {
        return Optional.ofNullable(values.get(AUTHOR));
    }

    /** All but the author. */
    public SortedMap<String, String> properties() {
        var properties = new TreeMap<>(values);
        properties.remove(AUTHOR);
        return properties;
    }

    /** The message with these as its last paragraph. */
    public String addedTo(String message) {
        return values.isEmpty()
                ? message
                : values.entrySet().stream()
                        .map(trailer -> trailer.getKey() + ": " + trailer.getValue())
                        .collect(Collectors.joining("\n", message + BLANK_LINE, ""));
    }
}
