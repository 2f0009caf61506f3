package io.meerkat.benchmark.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said of parts that were timed alone. */
public record MicroReport(List<Timed> all) {
    private static final String PAGE = "microbenchmarks.md";
    private static final String FIGURES = "microbenchmarks.tsv";

    public MicroReport {
        all = all.stream().sorted(Timed.ORDER).toList();
    }

    /** Writes the page anew, with these figures in place of older ones of the same, and all others as they were. */
    public void addTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve(FIGURES);
        var figures = new TreeMap<String, Timed>();
        if (Files.exists(file)) {
            Files.readAllLines(file).stream().skip(1).map(Timed::of).forEach(timed -> figures.put(timed.key(), timed));
        }
        all.forEach(timed -> figures.put(timed.key(), timed));
        var together = new MicroReport(List.copyOf(figures.values()));
        Files.write(
                file,
                Stream.concat(Stream.of(Timed.HEAD), together.all().stream().map(Timed::line))
                        .toList());
        Files.writeString(folder.resolve(PAGE), together.page());
    }

    String page() {
        return """
            # Microbenchmarks

            Parts of Meerkat, timed alone by JMH in JVMs that do nothing else, with all they need in memory: what they cost
            at least. What a client meets stands in [benchmarks.md](benchmarks.md).

            Written by the program that measured. The last column of a table tells the run:

            %s
            µs is the mean time of one unit of work, ± half of the interval of 99.9 %% around it: where it is wide, something
            else used the machine. *Allocated* is memory; *stored* what a database would be given, by uncompressed bytes and
            by tree nodes. The sources are below `benchmarks/src/main/java/io/meerkat/benchmark/micro`.

            %s""".formatted(runs(), text().stripTrailing() + "\n");
    }

    private String runs() {
        var table = new Table("run", "command", "seed", "commit", "date", "machine", "system");
        distinct()
                .forEach(run -> table.row(
                        number(run),
                        "`%s`".formatted(run.command().replace("|", "\\|")),
                        Long.toString(run.seed()),
                        run.machine().commit(),
                        run.date().toString(),
                        run.machine().hardware(),
                        run.machine().system()));
        return table.text();
    }

    private List<MicroRun> distinct() {
        return all.stream().map(Timed::run).distinct().toList();
    }

    private String number(MicroRun run) {
        return Integer.toString(distinct().indexOf(run) + 1);
    }

    /** A section for each class of benchmarks, in Markdown. */
    public String text() {
        return all.stream()
                .map(MicroReport::section)
                .distinct()
                .map(this::section)
                .collect(Collectors.joining());
    }

    private static String section(Timed timed) {
        var name = timed.figure().name();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private String section(String section) {
        var table = new Table("", "with", "µs", "±", "bytes allocated", "bytes stored", "nodes stored", "run");
        all.stream()
                .filter(timed -> section(timed).equals(section))
                .forEach(timed -> table.row(
                        timed.figure().name().substring(section.length() + 1),
                        timed.figure().parameters(),
                        Numbers.shown(timed.figure().micros()),
                        Numbers.shown(timed.figure().error()),
                        Numbers.shown(timed.figure().allocated()),
                        Numbers.shown(timed.figure().bytes()),
                        Numbers.shown(timed.figure().nodes()),
                        number(timed.run())));
        return "## %s%n%n%s%n".formatted(section, table.text());
    }
}
