package io.meerkat.api;

import io.meerkat.api.offline.Offline;
import io.meerkat.api.online.Load;
import io.meerkat.api.options.CommandLine;
import io.meerkat.api.options.Parsed;
import io.meerkat.api.options.ServeOptions;
import io.meerkat.api.options.Word;
import io.meerkat.api.server.Server;
import io.meerkat.api.server.Version;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;

/** The way in. */
public final class Main {
    private static final int USAGE_ERROR = 2;
    private static final int FAILURE = 1;

    private Main() {}

    public static void main(String[] args) {
        // Axon would ask its maker for updates and tell of this machine. Nothing starts that here; nothing may either.
        System.setProperty("axoniq.update-checker.disabled", "true");
        switch (CommandLine.parse(List.of(args), System.getenv())) {
            case Parsed.Help(var text) -> System.out.print(text);
            case Parsed.Version() -> System.out.println("meerkat " + Version.current());
            case Parsed.Refused(var problems) -> {
                problems.forEach(System.err::println);
                System.exit(USAGE_ERROR);
            }
            case Parsed.Run(var word, var options) -> tried(() -> run(word, options));
            case Parsed.Load(var options) -> tried(() -> Load.run(options, System.in, System.out, System.err));
        }
    }

    private static void run(Word word, ServeOptions options) {
        switch (word) {
            case SERVE -> Server.start(options, System.out);
            case EXPORT -> Offline.export(options, new FileOutputStream(FileDescriptor.out), System.err);
            case REBUILD -> Offline.rebuild(options, System.out, System.err);
            case LOAD -> throw new IllegalStateException("load has options of its own");
        }
    }

    private static void tried(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            System.exit(FAILURE);
        }
    }
}
