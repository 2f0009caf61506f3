package io.meerkat.benchmark.check;

import io.meerkat.benchmark.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The snapshots that one writer appended to a table of its own. */
public final class Chain {
    private record Link(long snapshot, Fate fate) {}

    private static final String CURRENT = "current-snapshot-id";

    private final String table;
    private final List<Link> links = new ArrayList<>();
    private Optional<Long> newest = Optional.empty();
    private long sequence;

    public Chain(String table) {
        this.table = table;
    }

    /** What the next append follows. */
    public Optional<Long> newest() {
        return newest;
    }

    public long nextSequence() {
        return sequence + 1;
    }

    public int length() {
        return links.size();
    }

    public void ended(long snapshot, Fate fate) {
        links.add(new Link(snapshot, fate));
        if (fate == Fate.ACKNOWLEDGED) {
            newest = Optional.of(snapshot);
            sequence++;
        }
    }

    /** Goes on from what the table shows, after an append that was not acknowledged. */
    public void resumeFrom(Answer loaded) {
        newest = current(loaded);
        sequence = loaded.member("last-sequence-number").map(Long::valueOf).orElse(sequence);
    }

    public static Optional<Long> current(Answer loaded) {
        return loaded.member(CURRENT).map(Long::valueOf).filter(id -> id >= 0);
    }

    /** Cheap, for each answer: the table is at the snapshot that was acknowledged, or at one whose fate is open. */
    public void examineNewest(Answer answer, Findings findings) {
        var shown = current(answer);
        var other = links.isEmpty() ? Optional.<Link>empty() : Optional.of(links.getLast());
        var past = other.filter(link -> link.fate() != Fate.ACKNOWLEDGED && shown.equals(Optional.of(link.snapshot())));
        if (past.isPresent()) {
            findings.judge(name(past.get().snapshot()), past.get().fate(), 1, 1);
        } else {
            newest.ifPresent(id -> findings.judge(name(id), Fate.ACKNOWLEDGED, shown.equals(newest) ? 1 : 0, 1));
        }
    }

    /** All of them, in the history that the table shows. Of a table that shows one snapshot only, just the newest. */
    public void examineAll(Answer loaded, Findings findings) {
        var whole = links.stream()
                        .filter(link -> link.fate() == Fate.ACKNOWLEDGED && isShown(link, loaded))
                        .count()
                > 1;
        examineNewest(loaded, findings);
        for (var link : links) {
            if (whole || link.fate() == Fate.REFUSED) {
                findings.judge(name(link.snapshot()), link.fate(), isShown(link, loaded) ? 1 : 0, 1);
            }
        }
    }

    private static boolean isShown(Link link, Answer loaded) {
        return loaded.contains(("/snap-" + link.snapshot() + "-1.avro").getBytes(StandardCharsets.UTF_8));
    }

    private String name(long snapshot) {
        return table + "@" + snapshot;
    }
}
