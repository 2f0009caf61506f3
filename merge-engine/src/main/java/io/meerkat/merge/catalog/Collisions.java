package io.meerkat.merge.catalog;

import io.meerkat.merge.tree.Tree;
import io.meerkat.model.ContentId;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds names that two objects want. */
final class Collisions {
    /** The one that is there on account of ours, and the one on account of theirs. */
    private record Clash(Claimant ours, Claimant theirs) {
        static Clash of(TreeKey name, List<Claimant> claimants) {
            var first = claimants.get(0);
            var second = claimants.get(1);
            return first.isTheirsRatherThan(second, name) ? new Clash(second, first) : new Clash(first, second);
        }

        List<Subject> subjects() {
            return List.of(ours, theirs).stream()
                    .flatMap(claimant -> claimant.subject().stream())
                    .toList();
        }

        Claimant of(Side side) {
            return side == Side.OURS ? ours : theirs;
        }

        ConflictCode code() {
            if (ours.entry().kind() != theirs.entry().kind()) {
                return ConflictCode.KIND_CLASH;
            }
            return ours.isNew() && theirs.isNew() ? ConflictCode.ADD_ADD : ConflictCode.RENAME_COLLIDE;
        }
    }

    private final Deltas deltas;
    private final Fates fates;
    private final Layout layout;
    private final SortedMap<TreeKey, Clash> clashes;

    Collisions(Tree ours, Deltas deltas, Fates fates, Layout layout) {
        this.deltas = deltas;
        this.fates = fates;
        this.layout = layout;
        var all = new TreeMap<TreeKey, Clash>();
        layout.claims().forEach((key, ids) -> {
            var claimants = new ArrayList<Claimant>();
            ids.forEach(id -> claimants.add(Claimant.touched(fates.subjects().get(id))));
            if (!deltas.touches(key)) {
                ours.get(key).map(Claimant::untouched).ifPresent(claimants::add);
            }
            if (claimants.size() > 1) {
                all.put(key, Clash.of(key, claimants));
            }
        });
        var unclear = all.values().stream()
                .flatMap(clash -> clash.subjects().stream())
                .map(Subject::id)
                .collect(Collectors.toSet());
        all.values().removeIf(clash -> isBelow(unclear, clash));
        this.clashes = all;
    }

    /** What lies in a namespace that may go, or whose own name is unclear, may not clash in the end. */
    private boolean isBelow(Set<ContentId> unclear, Clash clash) {
        return clash.subjects().stream()
                .flatMap(subject -> layout.above(subject.id()).stream())
                .anyMatch(id -> unclear.contains(id) || !fates.lives(id));
    }

    /** Makes one of objects that both sides made alike under one name. */
    boolean join(ContentDecisions contents) {
        boolean any = false;
        for (Clash clash : clashes.values()) {
            if (clash.code() == ConflictCode.ADD_ADD
                    && contents.areAlike(clash.ours().entry(), clash.theirs().entry())) {
                fates.put(clash.theirs().subject().orElseThrow().id(), new Fate.Gone());
                any = true;
            }
        }
        return any;
    }

    List<Question> questions() {
        return clashes.entrySet().stream()
                .map(clash -> question(clash.getKey(), clash.getValue()))
                .toList();
    }

    private Question question(TreeKey key, Clash clash) {
        var keys = new ArrayList<TreeKey>();
        keys.add(key);
        clash.subjects().forEach(subject -> keys.addAll(subject.keys()));
        var versions = new Versions(
                deltas.base(key),
                Optional.of(clash.ours().entryAt(Side.OURS)),
                Optional.of(clash.theirs().entryAt(Side.THEIRS)));
        var sentence = "%s, %s"
                .formatted(clash.ours().brought(Side.OURS, key), clash.theirs().brought(Side.THEIRS, key));
        return new Question(
                Conflict.of(clash.code(), keys, versions, sentence), resolution -> settle(key, clash, resolution));
    }

    private Settlement settle(TreeKey key, Clash clash, Resolution resolution) {
        return switch (resolution) {
            case Resolution.Take(var side) -> {
                clash.subjects().forEach(subject -> fates.takePlace(subject.id(), side));
                yield Settlement.DONE;
            }
            case Resolution.Rename(var side, var name) ->
                clash.of(side)
                        .subject()
                        .map(subject -> Renaming.apply(fates, subject, name))
                        .orElseGet(() -> new Settlement.Misfit(
                                "no side touched %s, so it keeps its name".formatted(key.identifier())));
            case Resolution.KeepBoth() ->
                Renaming.applyBeside(
                        fates,
                        clash.theirs().subject().or(clash.ours()::subject).orElseThrow(),
                        key);
            default -> Question.notOffered(resolution);
        };
    }
}
