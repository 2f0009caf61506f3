package io.meerkat.conformance.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Tables that another catalog left: {@code t0000000} and so on, a thousand in each of {@code ns0000} and so on. */
public record ManyTables(int count, Path lines) {
    public static final int IN_NAMESPACE = 1_000;

    /** Of a request that the word makes. */
    private static final int PART_LINES = 10_000;

    /** Makes their metadata files in a warehouse, and the lines that are loaded beside the data folder. */
    public static ManyTables make(int count, Path data) {
        var lines = data.resolveSibling(data.getFileName() + ".tables.ndjson");
        var made = Word.run(
                lines,
                List.of(
                        "python3",
                        "src/test/python/many_tables.py",
                        Integer.toString(count),
                        data.resolve("warehouse/import").toString()));
        if (made.exitCode() != 0) {
            throw new IllegalStateException("no tables were made: " + made.errors());
        }
        return new ManyTables(count, lines);
    }

    /** The same, with blank lines behind the first lines: so many that the rest is another part. */
    public ManyTables cutBehind(int first) throws IOException {
        var all = Files.readAllLines(lines);
        var cut = new ArrayList<>(all.subList(0, first));
        cut.addAll(Collections.nCopies(PART_LINES, ""));
        cut.addAll(all.subList(first, all.size()));
        Files.write(lines, cut);
        return this;
    }

    /** The word that loads them; they are its standard input. */
    public List<String> word(URI server, String... options) {
        var words = new ArrayList<>(List.of("load", "--server", server.toString()));
        words.addAll(List.of(options));
        return Word.command(words.toArray(String[]::new));
    }

    public Word load(URI server, Duration timeMax, String... options) {
        return Word.reading(lines, lines.resolveSibling(lines.getFileName() + ".said"), word(server, options), timeMax);
    }

    public static String path(int table) {
        return "/v1/default/namespaces/ns%04d/tables/t%07d".formatted(table / IN_NAMESPACE, table);
    }
}
