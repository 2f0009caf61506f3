package io.meerkat.merge.catalog;

import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Kind;
import io.meerkat.model.TreeKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An object that a side touched, as the three trees have it. At least one has it. */
record Subject(ContentId id, Optional<Standing> base, Optional<Standing> ours, Optional<Standing> theirs) {
    Optional<Standing> at(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    /** Any standing, for what is the same in all: ours before theirs before the base. */
    Standing any() {
        return ours.or(() -> theirs).or(() -> base).orElseThrow();
    }

    Stream<Standing> standings() {
        return Stream.of(base, ours, theirs).flatMap(Optional::stream);
    }

    Kind kind() {
        return any().entry().kind();
    }

    Versions versions() {
        return new Versions(base.map(Standing::entry), ours.map(Standing::entry), theirs.map(Standing::entry));
    }

    List<TreeKey> keys() {
        return standings().map(Standing::key).distinct().sorted().toList();
    }

    boolean isNew() {
        return base.isEmpty();
    }

    /** Whether the side has it in another place than base, or has it and base has not. */
    boolean isPlacedBy(Side side) {
        return at(side).isPresent() && !at(side).map(Standing::place).equals(base.map(Standing::place));
    }

    /** Whether both have it and the content differs, or the side has it and base has not. */
    boolean isChangedBy(Side side) {
        return at(side).isPresent()
                && !base.map(was -> was.hasContentOf(at(side).get())).orElse(false);
    }

    /** The side to which its merged place is due; none where that is as good as the other. */
    Optional<Side> bringer() {
        boolean byOurs = isPlacedBy(Side.OURS);
        boolean byTheirs = isPlacedBy(Side.THEIRS);
        return byOurs == byTheirs ? Optional.empty() : Optional.of(byOurs ? Side.OURS : Side.THEIRS);
    }

    Optional<Entry> entryAt(Side side) {
        return at(side).map(Standing::entry);
    }
}
