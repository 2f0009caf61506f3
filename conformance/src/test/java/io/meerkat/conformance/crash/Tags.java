package io.meerkat.conformance.crash;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Names for changes, each used once: of a round, a writer and the number of the change. */
record Tags(String prefix, AtomicInteger count) {

    /** Under this key a snapshot's summary shows the tag. A property of a table is the tag itself. */
    static final String SUMMARY_KEY = "tag";

    /** All tags of a round. */
    static Pattern pattern(String round) {
        return Pattern.compile("tag_%s_[a-z]+[0-9]_[0-9]+".formatted(round));
    }

    static Tags of(String round, String writer) {
        return new Tags(prefix(round, writer), new AtomicInteger());
    }

    static String prefix(String round, String writer) {
        return "tag_%s_%s_".formatted(round, writer);
    }

    String next() {
        return prefix + count.getAndIncrement();
    }
}
