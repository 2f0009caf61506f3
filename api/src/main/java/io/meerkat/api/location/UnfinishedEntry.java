package io.meerkat.api.location;

import io.meerkat.model.Hash;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Optional;

/** A file of a content that is about to be committed, or folders, which are of no content; and its lines in a journal. */
public record UnfinishedEntry(String location, Optional<Hash> content) {
    private static final String BEGUN = "+";
    private static final String ENDED = "-";
    private static final String NO_CONTENT = "-";

    String begun() {
        return "%s %s %s\n".formatted(BEGUN, content.map(Hash::hex).orElse(NO_CONTENT), coded(location));
    }

    static String ended(String location) {
        return "%s %s\n".formatted(ENDED, coded(location));
    }

    /** What was begun and has not ended. A line that was broken off says nothing, for it may name another file. */
    static Collection<UnfinishedEntry> among(String journal) {
        var unfinished = new LinkedHashMap<String, UnfinishedEntry>();
        String whole = journal.substring(0, journal.lastIndexOf('\n') + 1);
        for (String line : whole.split("\n", -1)) {
            var words = line.split(" ", -1);
            if (words[0].equals(BEGUN) && words.length == 3) {
                parse(words[1], words[2]).ifPresent(entry -> unfinished.put(words[2], entry));
            } else if (words[0].equals(ENDED) && words.length == 2) {
                unfinished.remove(words[1]);
            }
        }
        return unfinished.values();
    }

    private static Optional<UnfinishedEntry> parse(String content, String location) {
        try {
            return Optional.of(new UnfinishedEntry(
                    URLDecoder.decode(location, StandardCharsets.UTF_8),
                    content.equals(NO_CONTENT) ? Optional.empty() : Optional.of(Hash.parse(content))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String coded(String location) {
        return URLEncoder.encode(location, StandardCharsets.UTF_8);
    }
}
