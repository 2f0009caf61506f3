package io.meerkat.api.load;

import io.meerkat.api.load.LoadLine.TableLine;
import io.meerkat.model.Fragment;
import io.meerkat.model.Hash;
import io.meerkat.model.TenantId;
import io.meerkat.storage.commit.ContentTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Reads the metadata files of a load, several at once, and stores their fragments before anybody's turn at the branch is
 * taken. A fragment that no commit comes to name is of no harm: it is addressed by its hash and stored once. What is
 * kept in memory of a table is its content, and not its text.
 */
final class TablesRead {
    private static final int AT_ONCE = 8;
    private static final int STORED_TOGETHER = 2_000;
    private static final long CHARACTERS_TOGETHER = 4L << 20;

    private final TableReader reader;
    private final Consumer<List<Fragment>> store;
    private final Map<Integer, ForeignTable> byLine = new ConcurrentHashMap<>();
    private final Set<Hash> stored = ConcurrentHashMap.newKeySet();

    private TablesRead(TableReader reader, Consumer<List<Fragment>> store) {
        this.reader = reader;
        this.store = store;
    }

    static TablesRead storing(TableReader reader, ContentTable contents, TenantId tenant) {
        return new TablesRead(reader, fragments -> contents.addFragments(tenant, fragments));
    }

    static TablesRead ofDryRun(TableReader reader) {
        return new TablesRead(reader, fragments -> {});
    }

    ForeignTable of(TableLine line) {
        return Objects.requireNonNull(byLine.get(line.number()), () -> "line %d was read".formatted(line.number()));
    }

    boolean has(TableLine line) {
        return byLine.containsKey(line.number());
    }

    /** Reads those that it has not read before. */
    void read(List<TableLine> lines, Problems problems) {
        var missing = lines.stream().filter(line -> !has(line)).toList();
        var next = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers = IntStream.range(0, Math.min(AT_ONCE, missing.size()))
                    .mapToObj(worker -> threads.submit(() -> work(missing, next, problems)))
                    .toList();
            for (Future<?> worker : workers) {
                await(worker);
            }
        }
    }

    private static void await(Future<?> worker) {
        try {
            worker.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while metadata was read", e);
        }
    }

    private void work(List<TableLine> lines, AtomicInteger next, Problems problems) {
        var pending = new ArrayList<Fragment>();
        long characters = 0;
        for (int i = next.getAndIncrement(); i < lines.size(); i = next.getAndIncrement()) {
            var line = lines.get(i);
            try {
                var table = reader.read(line.metadataLocation());
                for (Fragment fragment : table.fragments()) {
                    if (stored.add(fragment.hash())) {
                        pending.add(fragment);
                        characters += fragment.text().length();
                    }
                }
                byLine.put(line.number(), table.withoutFragments());
            } catch (IllegalArgumentException e) {
                problems.add(line.number(), line.metadataLocation(), String.valueOf(e.getMessage()));
            }
            if (pending.size() >= STORED_TOGETHER || characters >= CHARACTERS_TOGETHER) {
                storeInTurn(pending);
                pending.clear();
                characters = 0;
            }
        }
        if (!pending.isEmpty()) {
            storeInTurn(pending);
        }
    }

    /** One at a time: the connections are those of the lanes. */
    private synchronized void storeInTurn(List<Fragment> fragments) {
        store.accept(fragments);
    }
}
