package io.meerkat.api.management;

import io.meerkat.api.ref.Closed;
import io.meerkat.api.ref.Points;
import io.meerkat.command.ref.RefOutcome;
import io.meerkat.model.RefName;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.ref.RefRow;
import io.meerkat.storage.ref.RefRow.Type;

/** What became of a branch or tag, in every dialect. */
final class RefOutcomes {
    private RefOutcomes() {}

    /** The ref as it is then; as it was, if it was deleted. */
    static RefRow done(Type type, CatalogRow catalog, RefName name, RefOutcome outcome) {
        return switch (outcome) {
            case RefOutcome.Done(var ref) -> ref;
            case RefOutcome.NameInUse() ->
                throw ManagementError.conflict(
                        "A branch or tag of this name exists in catalog %s: %s".formatted(catalog.name(), name),
                        name.value());
            case RefOutcome.NoSuchRef() -> throw Points.noSuch(type, catalog, name);
            case RefOutcome.Elsewhere(var commit) ->
                throw ManagementError.conflict("The branch %s points to %s by now".formatted(name, commit.hex()));
            case RefOutcome.Protected(var act) -> throw ManagementError.forbidden(Closed.words(name, act));
            case RefOutcome.NoSuchKey(var key) ->
                throw ManagementError.notFound(
                        "The branch %s would begin where %s does not exist".formatted(name, key));
            case RefOutcome.SourceMoved _, RefOutcome.MergeEnded _, RefOutcome.Denied _ ->
                throw new IllegalStateException("no merge was asked for, and came to %s".formatted(outcome));
            case RefOutcome.MainStays() ->
                throw ManagementError.conflict(
                        "The branch %s is the one that clients get who name none; it can be neither deleted nor renamed"
                                .formatted(RefName.MAIN));
        };
    }
}
