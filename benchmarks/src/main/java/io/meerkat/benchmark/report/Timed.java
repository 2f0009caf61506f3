package io.meerkat.benchmark.report;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A figure and the run that it is of; as a line, with tabs between the fields, it outlives the run. */
public record Timed(Figure figure, MicroRun run) {
    static final String HEAD = String.join(
            "\t",
            "name",
            "parameters",
            "microseconds",
            "error",
            "bytes allocated",
            "bytes stored",
            "nodes stored",
            "commit",
            "date",
            "seed",
            "command",
            "machine",
            "system");

    /** By name, then by parameters as numbers. */
    static final Comparator<Timed> ORDER = Comparator.comparing(
                    (Timed timed) -> timed.figure().name())
            .thenComparing(timed -> numbers(timed.figure().parameters()), Arrays::compare);

    String key() {
        return figure.name() + " " + figure.parameters();
    }

    private static long[] numbers(String parameters) {
        return Stream.of(parameters.split("\\D+"))
                .filter(digits -> !digits.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
    }

    String line() {
        return String.join(
                "\t",
                figure.name(),
                figure.parameters(),
                Double.toString(figure.micros()),
                text(figure.error()),
                text(figure.allocated()),
                text(figure.bytes()),
                text(figure.nodes()),
                run.machine().commit(),
                run.date().toString(),
                Long.toString(run.seed()),
                run.command(),
                run.machine().hardware(),
                run.machine().system());
    }

    static Timed of(String line) {
        var fields = List.of(line.split("\t", -1));
        if (fields.size() != HEAD.split("\t").length) {
            throw new IllegalArgumentException("not the line of a figure: " + line);
        }
        return new Timed(
                new Figure(
                        fields.get(0),
                        fields.get(1),
                        Double.parseDouble(fields.get(2)),
                        number(fields.get(3)),
                        number(fields.get(4)),
                        number(fields.get(5)),
                        number(fields.get(6))),
                new MicroRun(
                        fields.get(10),
                        Long.parseLong(fields.get(9)),
                        new Machine(fields.get(7), fields.get(11), fields.get(12)),
                        LocalDate.parse(fields.get(8))));
    }

    private static String text(Optional<Double> number) {
        return number.map(value -> Double.toString(value)).orElse("");
    }

    private static Optional<Double> number(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Double.parseDouble(text));
    }
}
