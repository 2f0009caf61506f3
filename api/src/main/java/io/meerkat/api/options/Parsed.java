package io.meerkat.api.options;

import java.util.List;

/** What came of reading the command line. */
public sealed interface Parsed {
    record Run(Word word, ServeOptions options) implements Parsed {}

    record Load(LoadOptions options) implements Parsed {}

    record Help(String text) implements Parsed {}

    record Version() implements Parsed {}

    /** Each problem is a sentence that names the thing, the value, what is accepted and the nearest known name. */
    record Refused(List<String> problems) implements Parsed {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
