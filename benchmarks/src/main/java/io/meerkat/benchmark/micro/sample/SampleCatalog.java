package io.meerkat.benchmark.micro.sample;

import io.meerkat.merge.tree.NodeSource;
import io.meerkat.merge.tree.Row;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import io.meerkat.model.Summary.NamespaceSummary;
import io.meerkat.model.Summary.TableSummary;
import io.meerkat.model.TreeKey;
import java.util.Iterator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A catalog of so many tables, a thousand in each namespace. */
public record SampleCatalog(int tables) {
    private static final int TABLES_PER_NAMESPACE = 1_000;
    private static final int FORMAT_VERSION = 2;
    private static final int SCHEMAS = 8;

    public Tree tree(RandomGenerator random, NodeSource source) {
        return Tree.build(rows(random), source);
    }

    private Iterator<Row> rows(RandomGenerator random) {
        return IntStream.range(0, tables)
                .boxed()
                .flatMap(i -> {
                    var table = Row.of(name(i).key(), table(random));
                    return i % TABLES_PER_NAMESPACE == 0
                            ? Stream.of(Row.of(namespace(i).key(), namespaceEntry(random)), table)
                            : Stream.of(table);
                })
                .iterator();
    }

    public ObjectName anyTable(RandomGenerator random) {
        return name(random.nextInt(tables));
    }

    public static NamespacePath namespace(int table) {
        return NamespacePath.of("ns%03d".formatted(table / TABLES_PER_NAMESPACE));
    }

    private static ObjectName name(int table) {
        return namespace(table).object("table%06d".formatted(table));
    }

    /**
     * New entries for so many keys, spread over all tables. What a small catalog has too few tables for are new tables
     * beside the old ones.
     */
    public SortedMap<TreeKey, Optional<Entry>> edits(int count, RandomGenerator random) {
        var edits = new TreeMap<TreeKey, Optional<Entry>>();
        while (edits.size() < count) {
            var table = anyTable(random);
            var key = edits.containsKey(table.key())
                    ? table.namespace()
                            .object(table.name().value() + "_" + edits.size())
                            .key()
                    : table.key();
            edits.put(key, Optional.of(table(random)));
        }
        return edits;
    }

    public static Entry table(RandomGenerator random) {
        return new Entry(
                contentId(random),
                hash(random),
                new TableSummary(FORMAT_VERSION, random.nextInt(SCHEMAS), random.nextLong()));
    }

    private static Entry namespaceEntry(RandomGenerator random) {
        return new Entry(contentId(random), hash(random), new NamespaceSummary());
    }

    public static ContentId contentId(RandomGenerator random) {
        return new ContentId(new UUID(random.nextLong(), random.nextLong()));
    }

    public static Hash hash(RandomGenerator random) {
        byte[] bytes = new byte[Hash.LENGTH];
        random.nextBytes(bytes);
        return Hash.of(bytes);
    }
}
