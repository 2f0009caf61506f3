package io.meerkat.api.load;

import io.meerkat.model.Content;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.Identifier;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.Database;
import io.meerkat.storage.commit.ContentTable;
import io.meerkat.storage.commit.EntryTable;
import io.meerkat.storage.load.ResolvedRef;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What stands under the names of a load, and under those of the namespaces that it relies on, at one commit. */
record Standing(Map<TreeKey, Entry> entries, Map<Hash, Content> contents) {

    /** Two statements, however many lines there are. */
    static Standing at(ResolvedRef ref, List<LoadLine> lines, Database database) {
        Set<TreeKey> keys = new HashSet<>();
        for (LoadLine line : lines) {
            keys.add(line.name().key());
            line.parent().ifPresent(parent -> keys.add(parent.key()));
        }
        var entries = new EntryTable(database).at(ref.line(), ref.generation(), keys);
        var hashes = entries.values().stream().map(Entry::content).collect(Collectors.toSet());
        var contents = hashes.isEmpty()
                ? Map.<Hash, Content>of()
                : new ContentTable(database).find(ref.catalog().tenant(), hashes);
        return new Standing(entries, contents);
    }

    Optional<Entry> entry(Identifier name) {
        return Optional.ofNullable(entries.get(name.key()));
    }

    Optional<Content> content(Entry entry) {
        return Optional.ofNullable(contents.get(entry.content()));
    }
}
