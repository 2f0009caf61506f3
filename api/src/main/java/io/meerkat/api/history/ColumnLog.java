package io.meerkat.api.history;

import io.meerkat.api.history.Differences.Within;
import io.meerkat.api.history.ObjectLog.From;
import io.meerkat.api.history.ObjectLog.Page;
import io.meerkat.api.history.ObjectLog.Step;
import io.meerkat.model.ContentId;
import io.meerkat.storage.load.ResolvedRef;
import java.util.ArrayList;
import java.util.Optional;

/** What became of one column of a table, by its id and so across its names: the steps of the table's log that touch it. */
public final class ColumnLog {
    /** How many commits of the table a page looks at; it may hold fewer steps than it could, and more may follow. */
    public static final int COMMITS_MAX = 500;

    private static final int TOGETHER = 50;

    private final ObjectLog log;
    private final Differences.Inside inside;

    public ColumnLog(ObjectLog log, Differences.Inside inside) {
        this.log = log;
        this.inside = inside;
    }

    public Page page(ResolvedRef at, ContentId table, From from, int limit, int column) {
        var steps = new ArrayList<Step>();
        Optional<From> next = Optional.of(from);
        for (int looked = 0; next.isPresent() && steps.size() < limit && looked < COMMITS_MAX; ) {
            var page = log.page(at, table, next.get(), Math.min(TOGETHER, limit - steps.size()));
            inside.announce(page.steps().stream().map(Step::change).toList());
            page.steps().stream().filter(step -> touches(step.change(), column)).forEach(steps::add);
            looked += page.steps().size();
            next = page.next();
        }
        return new Page(steps, next);
    }

    private boolean touches(ObjectChange change, int column) {
        if (change.before().isEmpty()) {
            return inside.hasColumn(change.after().orElseThrow(), column);
        }
        return inside.of(change)
                .filter(within -> within instanceof Within.Table(var difference)
                        && difference.columns().stream().anyMatch(changed -> changed.id() == column))
                .isPresent();
    }
}
