package io.meerkat.benchmark.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Bars side by side, in groups.
 *
 * @param series what the bars of a group stand for, in their order
 */
record Chart(String title, String subtitle, Scale scale, List<String> series, List<Group> groups) {

    record Group(String label, List<Bar> bars) {}

    /** @param label beside the bar, or instead of one that has no value */
    record Bar(OptionalDouble value, String label) {}

    /** How a value becomes a length. */
    sealed interface Scale {
        /** From nought to one. */
        double at(double value);

        List<Double> ticks();

        record Linear(double most) implements Scale {
            private static final int STEPS = 4;

            @Override
            public double at(double value) {
                return value / most;
            }

            @Override
            public List<Double> ticks() {
                return IntStream.rangeClosed(0, STEPS)
                        .mapToObj(step -> most * step / STEPS)
                        .toList();
            }
        }

        /** Between two powers of ten. */
        record Logarithmic(int least, int most) implements Scale {
            /** So that the smallest value still has a bar that can be seen. */
            private static final double ROOM = 0.6;

            static Scale of(List<Double> values) {
                var smallest = values.stream().mapToDouble(value -> value).min().orElse(1);
                var greatest = values.stream().mapToDouble(value -> value).max().orElse(1);
                var least = (int) Math.floor(Math.log10(smallest * ROOM));
                return new Logarithmic(least, Math.max(least + 1, (int) Math.ceil(Math.log10(greatest))));
            }

            @Override
            public double at(double value) {
                return (Math.log10(value) - least) / (most - least);
            }

            @Override
            public List<Double> ticks() {
                return IntStream.rangeClosed(least, most)
                        .mapToObj(power -> Math.pow(10, power))
                        .toList();
            }
        }
    }

    static List<Double> valuesOf(List<Group> groups) {
        return groups.stream()
                .flatMap(group -> group.bars().stream())
                .flatMapToDouble(bar -> bar.value().stream())
                .filter(value -> value > 0)
                .boxed()
                .toList();
    }
}
