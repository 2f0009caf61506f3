package io.meerkat.api.history;

import io.meerkat.api.content.StoredContents;
import io.meerkat.api.history.ObjectLog.From;
import io.meerkat.api.history.ObjectLog.Page;
import io.meerkat.api.history.ObjectLog.Step;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.storage.load.ResolvedRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What became of one column of a table, by its id and so across its names: the steps of the table's log that touch it. */
public final class ColumnLog {
    /** How many commits of the table a page looks at; it may hold fewer steps than it could, and more may follow. */
    public static final int COMMITS_MAX = 500;

    private static final int TOGETHER = 50;

    private final ObjectLog log;
    private final StoredContents stored;

    public ColumnLog(ObjectLog log, StoredContents stored) {
        this.log = log;
        this.stored = stored;
    }

    public Page page(ResolvedRef at, ContentId table, From from, int limit, int column) {
        var steps = new ArrayList<Step>();
        Optional<From> next = Optional.of(from);
        for (int looked = 0; next.isPresent() && steps.size() < limit && looked < COMMITS_MAX; ) {
            var page = log.page(at, table, next.get(), Math.min(TOGETHER, limit - steps.size()));
            announce(page.steps());
            page.steps().stream().filter(step -> touches(step.change(), column)).forEach(steps::add);
            looked += page.steps().size();
            next = page.next();
        }
        return new Page(steps, next);
    }

    private void announce(List<Step> steps) {
        stored.announce(steps.stream()
                .map(Step::change)
                .flatMap(change -> Stream.concat(change.before().stream(), change.after().stream()))
                .map(Entry::content)
                .toList());
    }

    private boolean touches(ObjectChange change, int column) {
        var after = change.after().orElseThrow();
        if (change.before().isEmpty()) {
            return stored.table(after).schema().findField(column) != null;
        }
        return !change.before().equals(change.after())
                && TableDifference.of(stored.table(change.before().get()), stored.table(after)).columns().stream()
                        .anyMatch(changed -> changed.id() == column);
    }
}
