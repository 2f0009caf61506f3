package io.meerkat.benchmark.check;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What was found where writes were looked for. Filled by many threads at once. */
public final class Findings {
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private final Set<String> phantom = ConcurrentHashMap.newKeySet();
    private final Set<String> torn = ConcurrentHashMap.newKeySet();
    private final AtomicLong checked = new AtomicLong();

    /** @param seen in how many of {@code places} the write was seen */
    boolean judge(String write, Fate fate, int seen, int places) {
        checked.incrementAndGet();
        if (seen > 0 && seen < places) {
            return torn.add(write);
        }
        return switch (fate) {
            case ACKNOWLEDGED -> seen == 0 && lost.add(write);
            case REFUSED -> seen > 0 && phantom.add(write);
            case UNKNOWN -> false;
        };
    }

    /** Acknowledged but not there. */
    public Set<String> lost() {
        return new TreeSet<>(lost);
    }

    /** Refused yet there. */
    public Set<String> phantom() {
        return new TreeSet<>(phantom);
    }

    /** There in part. */
    public Set<String> torn() {
        return new TreeSet<>(torn);
    }

    /** How often a write was looked for. */
    public long checked() {
        return checked.get();
    }
}
