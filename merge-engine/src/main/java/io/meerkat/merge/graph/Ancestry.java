package io.meerkat.merge.graph;

import io.meerkat.model.Commit;
import io.meerkat.model.CommitId;
import java.util.Optional;
import java.util.Set;

/** Who descends from whom. A commit counts as its own ancestor. */
public final class Ancestry {
    private static final int SOUGHT = 1;
    private static final int REACHED = 2;

    private final KnownCommits known;

    public Ancestry(KnownCommits known) {
        this.known = known;
    }

    /** Whether parents lead from {@code descendant} to {@code ancestor}: git's ancestry, which a fast-forward needs. */
    public boolean isAncestor(CommitId ancestor, CommitId descendant) {
        return reaches(descendant, ancestor, 0);
    }

    /**
     * Whether all that came with {@code merged} is in {@code head} already: parents lead there, or commits that merged it
     * by an edge.
     */
    public boolean contains(CommitId head, CommitId merged) {
        return reaches(head, merged, REACHED);
    }

    private boolean reaches(CommitId from, CommitId sought, int alongEdges) {
        if (from.equals(sought)) {
            return true;
        }
        long floor = known.get(sought).generation();
        if (known.get(from).generation() <= floor) {
            return false;
        }
        var sweep = new Sweep(known, Sweep.BY_GENERATION, _ -> true, alongEdges);
        sweep.notBelow(floor);
        sweep.start(Set.of(sought), SOUGHT);
        sweep.start(Set.of(from), REACHED);
        while (true) {
            var visit = sweep.next();
            if (visit.node().id().equals(sought)) {
                return (visit.marks() & REACHED) != 0;
            }
            sweep.passDown(visit.node(), visit.marks());
        }
    }

    /** Whether first parents alone lead from {@code head} to {@code sought}. */
    public boolean isOnFirstParents(CommitId sought, CommitId head) {
        return isBelow(head, sought, Commit.PARENTS_MAX);
    }

    /** Whether {@code to} descends from {@code from} without a merge between them. */
    public boolean isLinear(CommitId from, CommitId to) {
        return isBelow(to, from, 1);
    }

    private boolean isBelow(CommitId head, CommitId sought, int parentsMax) {
        var wanted = known.get(sought);
        var at = Optional.of(known.get(head));
        while (at.isPresent() && at.get().generation() >= wanted.generation()) {
            if (at.get().stretch().equals(wanted.stretch())) {
                return true;
            }
            at = lowest(at.get()).parents().size() <= parentsMax ? belowStretch(at.get()) : Optional.empty();
        }
        return false;
    }

    /** git's {@code ~n}: so many steps back along first parents, or nothing where the history is shorter. */
    public Optional<CommitId> back(CommitId from, long steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("cannot go back %d steps".formatted(steps));
        }
        long left = steps;
        var at = Optional.of(known.get(from));
        while (at.isPresent()) {
            var node = at.get();
            if (left == 0) {
                return Optional.of(node.id());
            }
            long onStretch = node.generation() - lowest(node).generation();
            if (left <= onStretch) {
                return Optional.of(
                        known.on(node.stretch(), node.generation() - left).id());
            }
            left -= onStretch + 1;
            at = belowStretch(node);
        }
        return Optional.empty();
    }

    /** git's {@code ^n}: the n-th parent, counted from 1; the commit itself for 0; nothing where there are fewer. */
    public Optional<CommitId> parent(CommitId of, int number) {
        if (number < 0) {
            throw new IllegalArgumentException("no commit has a parent of number %d".formatted(number));
        }
        var parents = known.get(of).parents();
        if (number == 0) {
            return Optional.of(of);
        }
        return number <= parents.size() ? Optional.of(parents.get(number - 1)) : Optional.empty();
    }

    private Optional<CommitNode> belowStretch(CommitNode node) {
        return lowest(node).parents().stream().findFirst().map(parent -> ahead(node, parent));
    }

    private CommitNode lowest(CommitNode node) {
        return ahead(node, node.stretch());
    }

    /** Reads along with it what comes next on the way down. */
    private CommitNode ahead(CommitNode node, CommitId wanted) {
        if (!known.knows(wanted)) {
            known.leap(Set.of(node.id()), Math.max(0, node.generation() - known.window()));
        }
        return known.get(wanted);
    }
}
