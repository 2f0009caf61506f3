package io.meerkat.merge.table;

import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Item;
import io.meerkat.merge.item.Item.Settled;
import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.ThreeWay;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.encryption.EncryptedKey;

/** All keys of both sides, but those that one side dropped and no snapshot needs. */
final class EncryptionKeysMerge implements Dimension {
    @Override
    public void merge(Sides sides, Judge judge, Draft draft) {
        var all = new TreeMap<String, EncryptedKey>();
        sides.all().forEach(table -> table.encryptionKeys().forEach(key -> all.putIfAbsent(key.keyId(), key)));
        var texts = sides.each(Json::encryptionKeys);
        var needed = needed(draft.rows(), all);
        var merged = new LinkedHashMap<String, String>();
        for (String id : all.keySet()) {
            var values = texts.flatMap(byId -> Optional.ofNullable(byId.get(id)));
            if (needed.contains(id)) {
                values = new ThreeWay<>(
                        values.base(),
                        values.ours().or(values::theirs),
                        values.theirs().or(values::ours));
            }
            var key = new ConflictKey(ConflictCode.ENCRYPTION_KEY, id);
            var item = new Item<>(key, "the encryption key " + id, values, text -> "another key");
            if (item.settle(judge) instanceof Settled.At<String>(var value)) {
                value.ifPresent(text -> merged.put(id, text));
            }
        }
        draft.encryptionKeys = merged.values().stream().toList();
    }

    /** The keys of snapshots, and those that these are encrypted with. */
    private static Set<String> needed(Rows rows, Map<String, EncryptedKey> all) {
        var needed = new HashSet<String>();
        for (Snapshot snapshot : rows.snapshots()) {
            var next = Optional.ofNullable(snapshot.keyId());
            while (next.isPresent() && needed.add(next.get())) {
                next = next.map(all::get).map(EncryptedKey::encryptedById);
            }
        }
        return needed;
    }
}
