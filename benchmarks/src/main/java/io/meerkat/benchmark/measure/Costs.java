package io.meerkat.benchmark.measure;

import java.util.Optional;

/**
 * What was spent, in milliseconds of CPU where not said otherwise.
 *
 * @param statements SQL statements that the database counted
 * @param residentKb memory of the server's first process now
 * @param peakKb and at its most
 */
public record Costs(
        double own,
        Optional<Double> server,
        Optional<Double> database,
        Optional<Long> statements,
        Optional<Long> residentKb,
        Optional<Long> peakKb) {

    Costs since(Costs before) {
        return new Costs(
                own - before.own,
                server.map(now -> now - before.server.orElse(0.0)),
                database.map(now -> now - before.database.orElse(0.0)),
                statements.map(now -> now - before.statements.orElse(0L)),
                residentKb,
                peakKb);
    }
}
