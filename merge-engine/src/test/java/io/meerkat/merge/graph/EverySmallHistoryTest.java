package io.meerkat.merge.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.CommitId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All histories of five commits: each a root, the child of one, a merge of two, or the child of one that squashed another. */
class EverySmallHistoryTest {
    private static final int COMMITS = 5;

    /** What a commit is made of: its parents, and what it merged by an edge. */
    private record Shape(List<Integer> parents, List<Integer> squashed) {}

    private int histories;
    private int pairs;

    @Test
    void basesAndAncestryAreThoseOfTheDefinitionInEverySmallHistory() {
        extend(List.of());

        assertThat(histories).isEqualTo(2 * 7 * 16 * 29);
        assertThat(pairs).isEqualTo(histories * COMMITS * (COMMITS - 1) / 2);
    }

    private void extend(List<Shape> shapes) {
        if (shapes.size() == COMMITS) {
            check(shapes);
            return;
        }
        for (var shape : shapesOn(shapes.size())) {
            var longer = new ArrayList<>(shapes);
            longer.add(shape);
            extend(longer);
        }
    }

    private static List<Shape> shapesOn(int below) {
        var shapes = new ArrayList<>(List.of(new Shape(List.of(), List.of())));
        for (int first = 0; first < below; first++) {
            shapes.add(new Shape(List.of(first), List.of()));
            for (int second = 0; second < below; second++) {
                if (first != second) {
                    shapes.add(new Shape(List.of(first, second), List.of()));
                    shapes.add(new Shape(List.of(first), List.of(second)));
                }
            }
        }
        return shapes;
    }

    private void check(List<Shape> shapes) {
        histories++;
        var history = new History();
        var ids = new ArrayList<CommitId>();
        var content = new ArrayList<BitSet>();
        for (var shape : shapes) {
            int number = ids.size();
            ids.add(
                    shape.squashed().isEmpty()
                            ? history.commit(
                                    "c" + number,
                                    shape.parents().stream().map(ids::get).toArray(CommitId[]::new))
                            : history.squash(
                                    "c" + number,
                                    ids.get(shape.parents().getFirst()),
                                    ids.get(shape.squashed().getFirst())));
            var reached = new BitSet();
            reached.set(number);
            shape.parents().forEach(parent -> reached.or(content.get(parent)));
            shape.squashed().forEach(merged -> reached.or(content.get(merged)));
            content.add(reached);
        }
        for (int ours = 0; ours < COMMITS; ours++) {
            for (int theirs = 0; theirs < ours; theirs++) {
                pairs++;
                check(history, ids, content, ours, theirs);
            }
        }
    }

    private static void check(History history, List<CommitId> ids, List<BitSet> content, int ours, int theirs) {
        var common = (BitSet) content.get(ours).clone();
        common.and(content.get(theirs));
        var best = (BitSet) common.clone();
        common.stream().forEach(each -> {
            var below = (BitSet) content.get(each).clone();
            below.clear(each);
            best.andNot(below);
        });
        var known = history.known();
        if (!new MergeBases(known)
                        .of(ids.get(ours), ids.get(theirs))
                        .equals(best.stream().mapToObj(ids::get).toList())
                || new Ancestry(known).contains(ids.get(ours), ids.get(theirs))
                        != content.get(ours).get(theirs)) {
            throw new AssertionError("c%d and c%d of %s".formatted(ours, theirs, content));
        }
    }
}
