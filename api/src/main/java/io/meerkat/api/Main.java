package io.meerkat.api;

import io.meerkat.api.options.OptionParser;
import io.meerkat.api.options.Parsed;
import io.meerkat.api.server.Server;
import java.util.List;

/** The way in: the first word says what to do. */
public final class Main {
    private static final int USAGE_ERROR = 2;
    private static final int FAILURE = 1;

    private Main() {}

    public static void main(String[] args) {
        var words = List.of(args);
        if (words.isEmpty() || !words.getFirst().equals("serve")) {
            System.err.println("Usage: serve [options]; serve --help lists them");
            System.exit(USAGE_ERROR);
        }
        switch (OptionParser.parse(words.subList(1, words.size()), System.getenv())) {
            case Parsed.Help(var text) -> System.out.println(text);
            case Parsed.Refused(var problems) -> {
                problems.forEach(System.err::println);
                System.exit(USAGE_ERROR);
            }
            case Parsed.Serve(var options) -> {
                try {
                    Server.start(options, System.out);
                } catch (RuntimeException e) {
                    System.err.println(e.getMessage());
                    System.exit(FAILURE);
                }
            }
        }
    }
}
