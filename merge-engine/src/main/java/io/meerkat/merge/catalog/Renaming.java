package io.meerkat.merge.catalog;

import io.meerkat.model.Identifier;
import io.meerkat.model.Name;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import io.meerkat.model.TreeKey;

/** Gives an object the name that an answer names. Whether it is free shows when all places are looked at together. */
final class Renaming {
    private static final String SUFFIX = "_theirs";

    private Renaming() {}

    static Settlement apply(Fates fates, Subject subject, Identifier name) {
        boolean isNamespace = subject.any().key().identifier() instanceof NamespacePath;
        if (isNamespace != name instanceof NamespacePath) {
            return new Settlement.Misfit("%s names a %s, not a %s"
                    .formatted(name, isNamespace ? "table or view" : "namespace", Words.noun(subject.kind())));
        }
        fates.moveTo(subject.id(), name);
        return Settlement.DONE;
    }

    /** Gives it a name beside this one. */
    static Settlement applyBeside(Fates fates, Subject subject, TreeKey taken) {
        try {
            return apply(fates, subject, beside(taken.identifier()));
        } catch (IllegalArgumentException tooLong) {
            return new Settlement.Misfit("%s%s is too long a name".formatted(taken.identifier(), SUFFIX));
        }
    }

    private static Identifier beside(Identifier taken) {
        var leaf = Place.Leaf.of(taken);
        var other = new Place.Leaf(new Name(leaf.name().value() + SUFFIX), leaf.namespace());
        return switch (taken) {
            case ObjectName object -> other.below(object.namespace());
            case NamespacePath path ->
                path.parent()
                        .map(other::below)
                        .orElseGet(() -> NamespacePath.of(other.name().value()));
        };
    }
}
