package io.meerkat.merge.tree;

import com.google.common.hash.Hashing;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.Summary;
import io.meerkat.model.Summary.AssetSummary;
import io.meerkat.model.Summary.NamespaceSummary;
import io.meerkat.model.Summary.TableSummary;
import io.meerkat.model.TreeKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Catalogs to test with: the ones that a formula describes, and random ones. */
final class Catalogs {
    private static final int TABLES_PER_NAMESPACE = 1_000;

    private Catalogs() {}

    /**
     * Table {@code i} is {@code table%06d} in namespace {@code ns%03d} of i/1000; every seventh has no snapshot. Ids and
     * content hashes are SHA-256 of a text that names the object.
     */
    static NavigableMap<TreeKey, Entry> ofTables(int tables) {
        var rows = new TreeMap<TreeKey, Entry>();
        for (int i = 0; i < tables; i++) {
            var name = "ns%03d".formatted(i / TABLES_PER_NAMESPACE);
            var namespace = NamespacePath.of(name);
            rows.computeIfAbsent(namespace.key(), key -> entry(name, new NamespaceSummary()));
            rows.put(tableKey(i), table(i, i % 7 == 0 ? -1 : 1_000_003L * i));
        }
        return rows;
    }

    static TreeKey tableKey(int i) {
        return NamespacePath.of("ns%03d".formatted(i / TABLES_PER_NAMESPACE))
                .object("table%06d".formatted(i))
                .key();
    }

    static Entry table(int i, long snapshot) {
        return entry("table%06d".formatted(i), new TableSummary(2, i % 300, snapshot));
    }

    static Entry entry(String name, Summary summary) {
        var id = ByteBuffer.wrap(sha256("id of " + name));
        return new Entry(
                new ContentId(new UUID(id.getLong(), id.getLong())), Hash.of(sha256("content of " + name)), summary);
    }

    private static byte[] sha256(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asBytes();
    }

    /** Few and many rows, short and very long names, flat and nested, so that trees of every height come up. */
    static NavigableMap<TreeKey, Entry> random(Random random) {
        var names = new Names(random);
        var rows = new TreeMap<TreeKey, Entry>();
        int size = random.nextInt(1 << random.nextInt(1, 12));
        for (int i = 0; i < size; i++) {
            rows.put(names.key(), randomEntry(random));
        }
        return rows;
    }

    /** Changes, removals and additions; some of them change nothing. */
    static SortedMap<TreeKey, Optional<Entry>> randomEdits(NavigableMap<TreeKey, Entry> rows, Random random) {
        var names = new Names(random);
        var keys = new ArrayList<>(rows.keySet());
        var edits = new TreeMap<TreeKey, Optional<Entry>>();
        int size = 1 + random.nextInt(1 << random.nextInt(1, 8));
        for (int i = 0; i < size; i++) {
            var known = keys.isEmpty() ? names.key() : keys.get(random.nextInt(keys.size()));
            switch (random.nextInt(5)) {
                case 0 -> edits.put(known, Optional.empty());
                case 1 -> edits.put(known, Optional.of(randomEntry(random)));
                case 2 -> edits.put(known, Optional.ofNullable(rows.get(known)));
                case 3 -> edits.put(names.key(), Optional.empty());
                default -> edits.put(names.key(), Optional.of(randomEntry(random)));
            }
        }
        if (random.nextInt(10) == 0) {
            keys.subList(random.nextInt(keys.size() + 1), keys.size()).forEach(key -> edits.put(key, Optional.empty()));
        }
        return edits;
    }

    static NavigableMap<TreeKey, Entry> edited(
            NavigableMap<TreeKey, Entry> rows, SortedMap<TreeKey, Optional<Entry>> edits) {
        var edited = new TreeMap<>(rows);
        edits.forEach((key, entry) -> entry.ifPresentOrElse(value -> edited.put(key, value), () -> edited.remove(key)));
        return edited;
    }

    static Tree tree(NavigableMap<TreeKey, Entry> rows, NodeSource source) {
        return Tree.build(rows(rows).iterator(), source);
    }

    static List<Row> rows(SortedMap<TreeKey, Entry> rows) {
        return rows.entrySet().stream()
                .map(row -> Row.of(row.getKey(), row.getValue()))
                .toList();
    }

    static Entry randomEntry(Random random) {
        byte[] content = new byte[Hash.LENGTH];
        random.nextBytes(content);
        return new Entry(
                new ContentId(new UUID(random.nextLong(), random.nextLong())),
                Hash.of(content),
                random.nextInt(20) == 0
                        ? new AssetSummary("x".repeat(random.nextInt(2_000)))
                        : new TableSummary(2, random.nextInt(200), random.nextLong()));
    }

    /** Names from a small alphabet, so that they meet; in half of the catalogs some are as long as names may be. */
    private static final class Names {
        private static final List<String> ALPHABET = List.of("a", "b", "c", "A b", "é", "漢", "🦦", "z");

        private final Random random;
        private final boolean alsoLong;

        Names(Random random) {
            this.random = random;
            this.alsoLong = random.nextBoolean();
        }

        TreeKey key() {
            var levels = new String[1 + random.nextInt(4)];
            Arrays.setAll(levels, i -> level());
            var namespace = NamespacePath.of(levels);
            return random.nextInt(4) == 0
                    ? namespace.key()
                    : namespace.object(level() + random.nextInt(1_000)).key();
        }

        private String level() {
            var letter = ALPHABET.get(random.nextInt(ALPHABET.size()));
            return alsoLong && random.nextInt(3) > 0 ? letter + "x".repeat(240) : letter;
        }
    }
}
