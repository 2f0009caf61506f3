package io.meerkat.merge.catalog;

import io.meerkat.model.Canonical;
import io.meerkat.model.Domain;
import io.meerkat.model.Hash;
import io.meerkat.model.TreeKey;
import java.util.List;

/**
 * Names a conflict by what it is about: its code, its keys, and what base, ours and theirs have of every object that an
 * answer may change. So an answer fits again when the same conflict comes up, and never one that has changed since.
 */
public record ConflictId(Hash hash) {
    static ConflictId of(ConflictCode code, List<TreeKey> keys, List<Versions> objects) {
        var out = new Canonical();
        out.text(code.name()).list(keys, key -> out.bytes(key.bytes())).list(objects, object -> object.write(out));
        return new ConflictId(Domain.CONFLICT.hash(out));
    }

    public static ConflictId parse(String hex) {
        return new ConflictId(Hash.parse(hex));
    }

    @Override
    public String toString() {
        return hash.hex();
    }
}
