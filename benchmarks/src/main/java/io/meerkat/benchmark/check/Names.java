package io.meerkat.benchmark.check;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Things that were created under names never used before. */
public final class Names {
    private final Map<String, Fate> created = new ConcurrentHashMap<>();

    public void ended(String name, Fate fate) {
        created.put(name, fate);
    }

    /** @param listed all names that are there */
    public void examine(Set<String> listed, Findings findings) {
        created.forEach((name, fate) -> findings.judge(name, fate, listed.contains(name) ? 1 : 0, 1));
    }
}
