package io.meerkat.api.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a load, by its lines. Of very many only the first found are kept, and all are counted. */
public final class Problems {
    static final int SHOWN_MAX = 100;

    /** A conflict is with what stands in the catalog; anything else is wrong whatever stands there. */
    public record Problem(int line, String value, String message, boolean conflict) {}

    private final List<Problem> shown = new ArrayList<>();
    private int count;
    private boolean conflictsOnly = true;

    synchronized void add(int line, String value, String message) {
        add(new Problem(line, value, message, false));
    }

    synchronized void conflict(int line, String value, String message) {
        add(new Problem(line, value, message, true));
    }

    private void add(Problem problem) {
        count++;
        conflictsOnly &= problem.conflict();
        if (shown.size() < SHOWN_MAX) {
            shown.add(problem);
        }
    }

    /** In the order of the lines. */
    public synchronized List<Problem> shown() {
        return shown.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }

    public synchronized int count() {
        return count;
    }

    public synchronized boolean areConflictsOnly() {
        return count > 0 && conflictsOnly;
    }

    /** @throws LoadRefused if there is any */
    void requireNone() {
        if (count() > 0) {
            throw new LoadRefused(this);
        }
    }
}
