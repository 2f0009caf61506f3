package io.meerkat.merge.catalog;

import io.meerkat.model.Kind;
import io.meerkat.model.ObjectName;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Warns of views that one side made or changed and that read what the other side dropped or renamed. */
final class ViewDependencies {
    private final Deltas deltas;
    private final Fates fates;
    private final Layout layout;
    private final ViewReferences references;

    ViewDependencies(Deltas deltas, Fates fates, Layout layout, ViewReferences references) {
        this.deltas = deltas;
        this.fates = fates;
        this.layout = layout;
        this.references = references;
    }

    List<Warning> warnings() {
        var names = layout.claims().keySet();
        var warnings = new ArrayList<Warning>();
        for (Subject view : fates.subjects().all()) {
            if (view.kind() != Kind.VIEW) {
                continue;
            }
            for (Side side : Side.values()) {
                if (view.isChangedBy(side)) {
                    warnings(view, side, names).forEach(warnings::add);
                }
            }
        }
        return warnings;
    }

    private Stream<Warning> warnings(Subject view, Side side, Set<TreeKey> names) {
        var key = layout.key(view.id());
        var entry = fates.entry(view.id());
        if (!fates.lives(view.id()) || key.isEmpty() || entry.isEmpty()) {
            return Stream.empty();
        }
        return references.of(entry.get()).stream()
                .filter(name -> !names.contains(name.key()))
                .filter(name -> isTakenAwayBy(side.other(), name) && !isTakenAwayBy(side, name))
                .map(name -> new Warning(
                        Warning.Code.VIEW_DEPENDENCY,
                        key.get(),
                        Words.both(
                                name.toString(),
                                side,
                                it -> "has %s read %s".formatted(Words.the(entry.get(), key.get()), it),
                                "dropped or renamed "::concat)));
    }

    private boolean isTakenAwayBy(Side side, ObjectName name) {
        return deltas.changes(side, name.key())
                && deltas.base(name.key()).isPresent()
                && deltas.at(side, name.key()).isEmpty();
    }
}
