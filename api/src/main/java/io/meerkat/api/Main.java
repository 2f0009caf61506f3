package io.meerkat.api;

import io.meerkat.api.offline.Offline;
import io.meerkat.api.options.OptionParser;
import io.meerkat.api.options.Parsed;
import io.meerkat.api.options.ServeOptions;
import io.meerkat.api.server.Server;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The way in: the first word says what to do. */
public final class Main {
    private static final int USAGE_ERROR = 2;
    private static final int FAILURE = 1;

    private static final Map<String, Consumer<ServeOptions>> WORDS = Map.of(
            "serve", options -> Server.start(options, System.out),
            "export", options -> Offline.export(options, new FileOutputStream(FileDescriptor.out), System.err),
            "rebuild", options -> Offline.rebuild(options, System.out, System.err));

    private Main() {}

    public static void main(String[] args) {
        var words = List.of(args);
        var word = words.stream().findFirst().map(WORDS::get);
        if (word.isEmpty()) {
            System.err.println("The first word is one of serve, export, rebuild; serve --help lists the options");
            System.exit(USAGE_ERROR);
        }
        switch (OptionParser.parse(words.subList(1, words.size()), System.getenv())) {
            case Parsed.Help(var text) -> System.out.println(text);
            case Parsed.Refused(var problems) -> {
                problems.forEach(System.err::println);
                System.exit(USAGE_ERROR);
            }
            case Parsed.Serve(var options) -> run(word.orElseThrow(), options);
        }
    }

    private static void run(Consumer<ServeOptions> word, ServeOptions options) {
        try {
            word.accept(options);
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            System.exit(FAILURE);
        }
    }
}
