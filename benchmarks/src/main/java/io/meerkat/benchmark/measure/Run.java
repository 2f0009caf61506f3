package io.meerkat.benchmark.measure;

/** What came of a work that was done for its time. */
public record Run(Tally tally, double seconds, long missed, Costs costs) {
    public double rate() {
        return tally.units() / seconds;
    }
}
