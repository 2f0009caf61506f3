package io.meerkat.merge.graph;

import io.meerkat.model.CommitId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Some commits of a log, in git's order: the newest first, and none before all that descend from it. */
public record LogPage(List<CommitNode> commits, Optional<LogCursor> next) {
    public static final int SIZE_MAX = 10_000;

    private static final int SHOWN = 1;
    private static final int LEFT_OUT = 2;

    public LogPage {
        commits = List.copyOf(commits);
    }

    public static LogPage read(KnownCommits known, LogCursor cursor, int size) {
        if (size < 1 || size > SIZE_MAX) {
            throw new IllegalArgumentException("a page has 1 to %d commits, not %d".formatted(SIZE_MAX, size));
        }
        var sweep = new Sweep(known, Sweep.BY_TIME, marks -> (marks & LEFT_OUT) != 0, LEFT_OUT);
        sweep.start(cursor.next(), SHOWN);
        sweep.start(cursor.without(), LEFT_OUT);
        var commits = new ArrayList<CommitNode>();
        var leftOut = new HashMap<CommitId, CommitId>();
        // Goes on to the next one that is shown, so that there is no page after the last.
        while (sweep.isWaiting(LogPage::isShown) && (commits.size() < size || !sweep.isNext(LogPage::isShown))) {
            var visit = sweep.next();
            if (isShown(visit.marks())) {
                commits.add(visit.node());
            } else {
                leftOut.putIfAbsent(visit.node().stretch(), visit.node().id());
            }
            sweep.passDown(visit.node(), visit.marks());
        }
        return new LogPage(commits, rest(sweep, leftOut));
    }

    private static boolean isShown(int marks) {
        return marks == SHOWN;
    }

    /** Of a stretch that is left out from some commit down, that commit is what the next page must know. */
    private static Optional<LogCursor> rest(Sweep sweep, Map<CommitId, CommitId> leftOut) {
        if (!sweep.isWaiting(LogPage::isShown)) {
            return Optional.empty();
        }
        var next = new HashSet<CommitId>();
        var without = new HashSet<CommitId>();
        sweep.waiting().forEach(each -> {
            var node = each.node();
            if (isShown(each.marks())) {
                next.add(node.id());
            } else {
                without.add(leftOut.getOrDefault(node.stretch(), node.id()));
            }
        });
        return Optional.of(new LogCursor(next, without));
    }
}
