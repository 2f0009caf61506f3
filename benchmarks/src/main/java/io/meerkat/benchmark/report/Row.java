package io.meerkat.benchmark.report;

import io.meerkat.benchmark.measure.Run;
import io.meerkat.benchmark.report.Result.Measured;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The rounds of one target in one phase as one row: medians of rounds, sums of what went wrong. */
record Row(String target, List<Measured> rounds) {

    double rate() {
        return median(Run::rate);
    }

    double millisAt(double percentile) {
        return median(run -> run.tally().millisAt(percentile));
    }

    double millisMax() {
        return rounds.stream()
                .mapToDouble(round -> round.run().tally().millisMax())
                .max()
                .orElse(0);
    }

    double bytesPerUnit() {
        return median(
                run -> run.tally().bytes() / (double) Math.max(1, run.tally().units()));
    }

    /** Of the same round, so that what disturbs the machine for a while disturbs both. */
    List<Double> factors(Row first) {
        var factors = new ArrayList<Double>();
        for (int round = 0; round < Math.min(rounds.size(), first.rounds.size()); round++) {
            var other = first.rounds.get(round).run().rate();
            if (other > 0) {
                factors.add(rounds.get(round).run().rate() / other);
            }
        }
        return factors;
    }

    double ownCpu() {
        return median(run -> perUnit(run, run.costs().own()));
    }

    Optional<Double> serverCpu() {
        return optionalMedian(run -> run.costs().server().map(millis -> perUnit(run, millis)));
    }

    Optional<Double> databaseCpu() {
        return optionalMedian(run -> run.costs().database().map(millis -> perUnit(run, millis)));
    }

    Optional<Double> statementsPerRequest() {
        return optionalMedian(run -> run.costs()
                .statements()
                .map(count -> count / (double) Math.max(1, run.tally().requests())));
    }

    Optional<Long> residentKb() {
        return rounds.stream()
                .flatMap(round -> round.run().costs().residentKb().stream())
                .max(Long::compare);
    }

    Optional<Long> peakKb() {
        return rounds.stream()
                .flatMap(round -> round.run().costs().peakKb().stream())
                .max(Long::compare);
    }

    private static double perUnit(Run run, double millis) {
        return millis / Math.max(1, run.tally().units());
    }

    long sum(ToLongFunction<Run> of) {
        return rounds.stream().mapToLong(round -> of.applyAsLong(round.run())).sum();
    }

    Map<Integer, Long> errors() {
        var errors = new TreeMap<Integer, Long>();
        rounds.forEach(round ->
                round.run().tally().errors().forEach((status, count) -> errors.merge(status, count, Long::sum)));
        return errors;
    }

    long found(ToLongFunction<Measured> of) {
        return rounds.stream().mapToLong(of).sum();
    }

    private double median(ToDoubleFunction<Run> of) {
        return median(
                rounds.stream().map(round -> of.applyAsDouble(round.run())).toList());
    }

    private Optional<Double> optionalMedian(Function<Run, Optional<Double>> of) {
        var known =
                rounds.stream().flatMap(round -> of.apply(round.run()).stream()).toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(median(known));
    }

    static double median(List<Double> values) {
        if (values.isEmpty()) {
            return 0;
        }
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
