package io.meerkat.api.iceberg;

import io.meerkat.api.http.Answer;
import io.meerkat.api.iceberg.ContentCache.Found;
import io.meerkat.api.iceberg.Mutations.Effect;
import io.meerkat.model.CommitId;
import io.meerkat.model.Kind;
import io.meerkat.model.ObjectName;
import io.meerkat.model.commit.CommitRequestBuilder;
import io.meerkat.model.commit.Edit;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.Predicate;
import io.meerkat.model.commit.PurgeRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Renaming and removing what has a name, of whatever kind: as it stands when its turn comes. */
public final class ObjectMoves {
    private final ContentCache objects;
    private final Commits commits;
    private final Mutations mutations;

    public ObjectMoves(ContentCache objects, Commits commits, Mutations mutations) {
        this.objects = objects;
        this.commits = commits;
        this.mutations = mutations;
    }

    /** An object as a commit found it, which has moved or removed it. */
    public record Moved(CommitId by, Found object) {}

    /** Removes an object. */
    public Moved remove(IcebergCall call, Kind kind, ObjectName name, String message, Optional<IdempotentCall> key) {
        return untilItStands(call, kind, name, found -> removal(call, kind, name, found, message, key));
    }

    /** Removes an object, and asks for its files to be deleted when nothing needs them any more. */
    public Moved purge(IcebergCall call, Kind kind, ObjectName name, String message, Optional<IdempotentCall> key) {
        return untilItStands(
                call,
                kind,
                name,
                found -> removal(call, kind, name, found, message, key)
                        .purge(new PurgeRequest(found.entry().contentId(), name.key())));
    }

    private static CommitRequestBuilder removal(
            IcebergCall call, Kind kind, ObjectName name, Found found, String message, Optional<IdempotentCall> key) {
        return call.commit(message, kind, key)
                .relyOn(new Predicate.Holds(name, found.entry().content()))
                .relyOn(new Predicate.HoldsObject(name, found.entry().contentId()))
                .edit(new Edit.Remove(name, Optional.empty()));
    }

    public Answer rename(IcebergCall call, Kind kind, ObjectName from, ObjectName to) {
        return mutations.run(
                call,
                key -> Effect.at(rename(call, kind, from, to, key), () -> Answer.empty(204)),
                earlier -> Answer.empty(204));
    }

    private CommitId rename(IcebergCall call, Kind kind, ObjectName from, ObjectName to, Optional<IdempotentCall> key) {
        String message = "rename %s %s to %s".formatted(kind.name().toLowerCase(Locale.ROOT), from, to);
        return untilItStands(call, kind, from, found -> {
                    requireFree(call, from, to);
                    return call.commit(message, kind, key)
                            .relyOn(new Predicate.Holds(from, found.entry().content()))
                            .relyOn(new Predicate.HoldsObject(
                                    from, found.entry().contentId()))
                            .relyOn(new Predicate.NamespaceExists(to.namespace()))
                            .relyOn(new Predicate.Absent(to))
                            .edit(new Edit.Remove(from, Optional.empty()))
                            .edit(new Edit.Put(
                                    to, found.entry().contentId(), found.held().content(), Optional.empty()));
                })
                .by();
    }

    private void requireFree(IcebergCall call, ObjectName from, ObjectName to) {
        objects.look(call.place(), to.key()).found().ifPresent(other -> {
            throw IcebergError.alreadyExists("Cannot rename %s to %s. %s already exists"
                    .formatted(from, to, Commits.word(other.entry().kind())));
        });
    }

    private Moved untilItStands(
            IcebergCall call, Kind kind, ObjectName name, Function<Found, CommitRequestBuilder> request) {
        return Overtaken.again(name, () -> {
            var found = objects.look(call.place(), name.key())
                    .found()
                    .filter(object -> object.entry().kind() == kind)
                    .orElseThrow(() -> IcebergError.noSuch(Commits.word(kind), name));
            return commits.commit(found.ref(), request.apply(found).build(), kind)
                    .then(at -> new Moved(at, found));
        });
    }
}
