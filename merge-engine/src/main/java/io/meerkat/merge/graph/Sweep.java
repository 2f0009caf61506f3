package io.meerkat.merge.graph;

import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Goes down a graph from some commits and gives each commit once, after all that lead to it. Marks, bits of an
 * {@code int}, come down along the links, so that a commit has its final ones when its turn comes.
 */
final class Sweep {
    static final int MARKS = 5;

    /** The highest generation first: after a commit come its ancestors, whatever clocks said. */
    static final Comparator<CommitNode> BY_GENERATION = Comparator.comparingLong(CommitNode::generation)
            .reversed()
            .thenComparing(node -> node.id().hash());

    /** The newest first, as in a log. A commit's time is later than those of its parents. */
    static final Comparator<CommitNode> BY_TIME =
            Comparator.comparing(CommitNode::time).reversed().thenComparing(BY_GENERATION);

    /**
     * A commit in its turn. {@code passed} commits of its stretch, all with {@code passedMarks}, were leapt over since
     * the last one that was visited above it.
     */
    record Visit(CommitNode node, int marks, long passed, int passedMarks) {}

    private static final class Waiting {
        private final CommitNode node;
        private int marks;

        Waiting(CommitNode node, int marks) {
            this.node = node;
            this.marks = marks;
        }
    }

    /**
     * What came down a stretch so far. Whoever waits further down on it has these marks too. It is open while it was leapt
     * over and its lowest commit still waits: somebody may yet come to a commit between.
     */
    private static final class Stretch {
        private final List<Waiting> waiting = new ArrayList<>(1);
        private int marks;
        private long reached = -1;
        private boolean open;
    }

    private final KnownCommits known;
    private final IntPredicate leaping;
    private final int alongEdges;
    private final PriorityQueue<Waiting> queue;
    private final Map<CommitId, Waiting> waiting = new HashMap<>();
    private final Map<CommitId, Stretch> stretches = new HashMap<>();
    private final Set<CommitId> visited = new HashSet<>();
    private final int[] counts = new int[1 << MARKS];
    private long floor;

    /**
     * @param leaping from commits with which marks to leap over stretches, and along merged edges
     * @param alongEdges the marks that come down along merged edges as well as along parents
     */
    Sweep(KnownCommits known, Comparator<CommitNode> order, IntPredicate leaping, int alongEdges) {
        this.known = known;
        this.leaping = leaping;
        this.alongEdges = alongEdges;
        this.queue = new PriorityQueue<>(Comparator.comparing(each -> each.node, order));
    }

    /** Says that nothing below this generation will be wanted, so that it is not read ahead. */
    void notBelow(long generation) {
        floor = generation;
    }

    void start(Collection<CommitId> ids, int marks) {
        known.read(ids);
        ids.forEach(id -> add(known.get(id), marks));
    }

    /** Whether a commit with such marks waits, or was leapt over and may still be come to. */
    boolean isWaiting(IntPredicate wanted) {
        for (int marks = 0; marks < counts.length; marks++) {
            if (counts[marks] > 0 && wanted.test(marks)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the commit whose turn comes has such marks. */
    boolean isNext(IntPredicate wanted) {
        return !queue.isEmpty() && wanted.test(queue.element().marks);
    }

    /** Those that wait, with their marks, in no order. */
    Stream<Visit> waiting() {
        return waiting.values().stream().map(each -> new Visit(each.node, each.marks, 0, 0));
    }

    int visits() {
        return visited.size();
    }

    /** The next commit. What hangs below it comes only if its marks are passed down. */
    Visit next() {
        var turn = queue.remove();
        var node = turn.node;
        waiting.remove(node.id());
        counts[turn.marks]--;
        visited.add(node.id());
        var stretch = stretch(node);
        stretch.waiting.remove(turn);
        long passed = Math.max(0, stretch.reached - node.generation() - 1);
        stretch.reached = node.generation();
        if (stretch.open && node.isLowest()) {
            stretch.open = false;
            counts[stretch.marks]--;
        }
        return new Visit(node, turn.marks, passed, stretch.marks);
    }

    void passDown(CommitNode node, int marks) {
        var stretch = stretch(node);
        come(stretch, marks, leaping.test(marks) && !node.isLowest());
        for (var each : stretch.waiting) {
            if (each.node.generation() < node.generation()) {
                mark(each, marks);
            }
        }
        var below = below(node, marks);
        var aside = aside(node, marks);
        if (!known.knows(below) || !known.knows(aside)) {
            readOn(node, marks);
        }
        below.forEach(id -> add(known.get(id), marks));
        aside.forEach(id -> add(known.get(id), marks & alongEdges));
    }

    private void come(Stretch stretch, int marks, boolean leap) {
        if (stretch.open) {
            counts[stretch.marks]--;
        }
        stretch.marks |= marks;
        stretch.open |= leap;
        if (stretch.open) {
            counts[stretch.marks]++;
        }
    }

    private List<CommitId> below(CommitNode node, int marks) {
        return leaping.test(marks) && !node.isLowest() ? List.of(node.stretch()) : node.parents();
    }

    private List<CommitId> aside(CommitNode node, int marks) {
        return leaping.test(marks) && (marks & alongEdges) != 0 ? node.linked(Edge.Type.MERGED) : List.of();
    }

    /** Reads for all at once that will ask next, but for those far above and below, which would bring too much. */
    private void readOn(CommitNode node, int marks) {
        boolean leap = leaping.test(marks);
        long downTo = Math.min(node.generation(), Math.max(floor, node.generation() - known.window()));
        var from = new HashSet<CommitId>();
        from.add(node.id());
        for (var each : waiting.values()) {
            long generation = each.node.generation();
            if (generation >= downTo
                    && generation <= node.generation() + known.window()
                    && leaping.test(each.marks) == leap
                    && !(known.knows(below(each.node, each.marks)) && known.knows(aside(each.node, each.marks)))) {
                from.add(each.node.id());
            }
        }
        if (leap) {
            known.leap(from, downTo);
        } else {
            known.walk(from, downTo);
        }
    }

    private void add(CommitNode node, int marks) {
        if (visited.contains(node.id())) {
            return;
        }
        var stretch = stretch(node);
        var each = waiting.get(node.id());
        if (each == null) {
            each = new Waiting(node, 0);
            counts[0]++;
            waiting.put(node.id(), each);
            stretch.waiting.add(each);
            queue.add(each);
        }
        mark(each, marks | (stretch.reached > node.generation() ? stretch.marks : 0));
    }

    private void mark(Waiting each, int marks) {
        counts[each.marks]--;
        each.marks |= marks;
        counts[each.marks]++;
    }

    private Stretch stretch(CommitNode node) {
        return stretches.computeIfAbsent(node.stretch(), _ -> new Stretch());
    }
}
