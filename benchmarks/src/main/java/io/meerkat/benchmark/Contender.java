package io.meerkat.benchmark;

import io.meerkat.benchmark.measure.Meter;
import io.meerkat.benchmark.measure.StatementCount;
import io.meerkat.benchmark.options.Named;
import io.meerkat.benchmark.options.Options;
import io.meerkat.benchmark.options.Target;
import java.util.List;
import java.util.function.Consumer;

/** A catalog that takes part, how its costs are read, and who hears of a namespace that is not needed any more. */
public record Contender(Target target, Meter meter, Consumer<String> done) {

    /** Those that run already. */
    static List<Contender> named(Options options) {
        return options.targets().stream()
                .map(target -> new Contender(target, meter(target.name(), options), space -> {}))
                .toList();
    }

    private static Meter meter(String name, Options options) {
        var pids = of(name, options.pids()).stream()
                .flatMap(named -> named.pids().stream())
                .toList();
        var statements = of(name, options.sql()).stream()
                .map(named -> new StatementCount(named.value()))
                .findFirst();
        return new Meter(pids, statements);
    }

    private static List<Named> of(String name, List<Named> all) {
        return all.stream().filter(named -> named.name().equals(name)).toList();
    }

    public String name() {
        return target.name();
    }
}
