package io.meerkat.benchmark.options;

import java.util.List;

/** What the command line comes to. */
public sealed interface Parsed {
    record Run(Options options) implements Parsed {}

    record Micro(MicroOptions options) implements Parsed {}

    record Help(String text) implements Parsed {}

    record Refused(List<String> problems) implements Parsed {}
}
