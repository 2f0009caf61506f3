package io.meerkat.merge.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.catalog.MergeOutcome.Conflicted;
import io.meerkat.merge.catalog.MergeOutcome.Merged;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.Kind;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What holds for every merge of valid catalogs. */
final class Laws {
    private static final int ROUNDS_MAX = 12;

    private Laws() {}

    /** Every namespace that a key names is there, and no object is at two keys. */
    static boolean isValid(Catalog catalog) {
        var ids = new HashSet<ContentId>();
        return catalog.rows().entrySet().stream()
                .allMatch(row -> ids.add(row.getValue().contentId()) && hasParent(row.getKey(), catalog));
    }

    private static boolean hasParent(TreeKey key, Catalog catalog) {
        var parent = switch (key.identifier()) {
            case NamespacePath path -> path.parent();
            case ObjectName object -> Optional.of(object.namespace());
        };
        return parent.map(path -> catalog.rows().containsKey(path.key())).orElse(true);
    }

    /** The mirrored merge ends alike: clean with the same keys, or in the same conflicts with the sides exchanged. */
    static void assertSymmetric(Merging merging) {
        var mirrored = merging.mirrored();
        if (merging.outcome() instanceof Conflicted conflicted) {
            var conflicts = conflicted.conflicts();
            assertThat(conflicts).isNotEmpty();
            assertThat(signatures(mirrored.conflicts(), true))
                    .as("the mirror of %s", merging)
                    .isEqualTo(signatures(conflicts, false));
        } else {
            assertThat(mirrored.outcome()).as("the mirror of %s", merging).isInstanceOf(Merged.class);
            assertThat(mirrored.merged().rows().keySet())
                    .as("the mirror of %s", merging)
                    .isEqualTo(merging.merged().rows().keySet());
        }
    }

    private record Signature(
            ConflictCode code,
            List<TreeKey> keys,
            Optional<Entry> base,
            Optional<Entry> ours,
            Optional<Entry> theirs,
            List<Item> items) {}

    private static Set<Signature> signatures(List<Conflict> conflicts, boolean mirror) {
        var signatures = new HashSet<Signature>();
        for (Conflict conflict : conflicts) {
            signatures.add(new Signature(
                    mirror ? conflict.code().mirrored() : conflict.code(),
                    conflict.keys(),
                    conflict.versions().base(),
                    conflict.versions().at(mirror ? Side.THEIRS : Side.OURS),
                    conflict.versions().at(mirror ? Side.OURS : Side.THEIRS),
                    conflict.items().stream().map(ItemConflict::item).toList()));
        }
        assertThat(signatures).as("conflicts differ").hasSameSizeAs(conflicts);
        return signatures;
    }

    /** A clean merge is a valid catalog. Objects that neither side has are not in it, and none is missing that should be there. */
    static void assertNothingIsLost(Merging merging) {
        if (!(merging.outcome() instanceof Merged)) {
            return;
        }
        var merged = merging.merged();
        assertThat(isValid(merged)).as("%s gives the valid %s", merging, merged).isTrue();
        var base = contents(merging.base());
        var ours = contents(merging.ours());
        var theirs = contents(merging.theirs());
        var result = contents(merged);
        var ids = new HashSet<>(base.keySet());
        ids.addAll(ours.keySet());
        ids.addAll(theirs.keySet());
        assertThat(ids).containsAll(result.keySet());
        for (ContentId id : ids) {
            var was = Optional.ofNullable(base.get(id));
            var our = Optional.ofNullable(ours.get(id));
            var their = Optional.ofNullable(theirs.get(id));
            var is = Optional.ofNullable(result.get(id));
            if (our.equals(their) || their.equals(was)) {
                assertThat(is).isEqualTo(our);
            } else if (our.equals(was)) {
                assertThat(is).isEqualTo(their);
            } else {
                assertThat(is).isPresent();
            }
        }
    }

    private static Map<ContentId, Hash> contents(Catalog catalog) {
        var contents = new HashMap<ContentId, Hash>();
        catalog.rows().values().stream()
                .filter(entry -> entry.kind() != Kind.NAMESPACE)
                .forEach(entry -> contents.put(entry.contentId(), entry.content()));
        return contents;
    }

    /** Whatever is answered, the questions end, and the catalog is valid then. */
    static void assertAnswersLeadToAnEnd(Merging merging, Random random) {
        var answered = merging;
        for (int round = 0; answered.outcome() instanceof Conflicted conflicted; round++) {
            assertThat(round)
                    .as("rounds of answers to %s that end in %s", answered, conflicted.conflicts())
                    .isLessThan(ROUNDS_MAX);
            boolean tired = round > ROUNDS_MAX / 2;
            for (Conflict conflict : conflicted.conflicts()) {
                answered = answered.answered(
                        conflict, tired ? conciliatory(conflict) : answer(conflict, random.nextInt(6), random));
            }
        }
        assertThat(answered.outcome()).isInstanceOf(Merged.class);
        assertThat(isValid(answered.merged())).as("valid").isTrue();
    }

    /** Answers can contradict each other, such as where one side dropped a namespace and the other its parent. These do not. */
    private static Resolution conciliatory(Conflict conflict) {
        var offered = conflict.offered();
        if (offered.contains(Offer.KEEP_BOTH)) {
            return new Resolution.KeepBoth();
        } else if (offered.contains(Offer.CREATE_PARENT)) {
            return new Resolution.CreateParent(Catalog.id("made " + conflict.id()));
        } else if (offered.contains(Offer.INTO)) {
            return new Resolution.Into(Catalog.path("rescued"));
        }
        return offered.contains(Offer.OURS) ? new Resolution.Take(Side.OURS) : new Resolution.NewHome();
    }

    private static Resolution answer(Conflict conflict, int choice, Random random) {
        var offered = new ArrayList<Resolution>();
        if (conflict.offered().contains(Offer.OURS)) {
            offered.add(new Resolution.Take(Side.OURS));
            offered.add(new Resolution.Take(Side.THEIRS));
        }
        if (conflict.offered().contains(Offer.NEW_HOME)) {
            offered.add(new Resolution.NewHome());
            offered.add(new Resolution.OldName());
        }
        if (conflict.offered().contains(Offer.KEEP_BOTH)) {
            offered.add(new Resolution.KeepBoth());
        }
        if (conflict.offered().contains(Offer.CREATE_PARENT)) {
            offered.addFirst(new Resolution.CreateParent(Catalog.id("made " + random.nextLong())));
        }
        return offered.get(Math.min(choice, offered.size() - 1));
    }
}
