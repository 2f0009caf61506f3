package io.meerkat.api.iceberg;

import io.meerkat.api.location.MetadataFiles;
import io.meerkat.command.lane.Lanes;
import io.meerkat.model.Kind;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Rejection;
import io.meerkat.model.commit.StoredAnswer;
import io.meerkat.storage.load.ResolvedRef;
import java.util.List;
import java.util.Locale;

/** Sends commits to their lane and says what became of them, in Iceberg's words. */
public final class Commits {
    private final Lanes lanes;
    private final MetadataFiles files;

    public Commits(Lanes lanes, MetadataFiles files) {
        this.lanes = lanes;
        this.files = files;
    }

    /** What a commit that did not fail came to. */
    public sealed interface Done {
        /** It is so now, by this request or because it was so before. */
        record Now() implements Done {}

        /** The idempotency key had been used: what this request prepared was not stored. */
        record Before() implements Done {}

        /** A key that the request relies on holds something else by now: it may be prepared anew. */
        record Moved(Rejection.KeyMoved reason) implements Done {}
    }

    /** As below, for a commit that metadata files were written for: they are deleted if it certainly was not stored. */
    public Done commit(ResolvedRef ref, CommitRequest request, Kind wanted, List<String> written) {
        try {
            var done = commit(ref, request, wanted);
            if (!(done instanceof Done.Now)) {
                written.forEach(files::discard);
            }
            return done;
        } catch (IcebergError e) {
            if (e.nothingHappened()) {
                written.forEach(files::discard);
            }
            throw e;
        }
    }

    /** @throws IcebergError for everything else that it may come to; {@code wanted} is the kind that was to be made */
    public Done commit(ResolvedRef ref, CommitRequest request, Kind wanted) {
        var outcome = lanes.commit(ref.catalog().tenant(), ref.catalog().catalog(), ref.branch(), request);
        return switch (outcome) {
            case CommitOutcome.Committed committed -> new Done.Now();
            case CommitOutcome.Unchanged unchanged -> new Done.Now();
            case CommitOutcome.Replayed(var answer) -> before(answer);
            case CommitOutcome.Rejected(var reason) ->
                switch (reason) {
                    case Rejection.KeyMoved moved -> new Done.Moved(moved);
                    default -> throw error(reason, wanted);
                };
            case CommitOutcome.KeyReused(var call) ->
                throw new IcebergError(
                        422,
                        "UnprocessableEntityException",
                        "The idempotency key %s was used for another request".formatted(call.key()));
            case CommitOutcome.NotDone(var why) -> throw IcebergError.tryAgain(why);
            case CommitOutcome.Unknown(var why) -> throw IcebergError.stateUnknown(why);
        };
    }

    private static Done before(StoredAnswer answer) {
        return switch (answer) {
            case StoredAnswer.Failed(var error) -> throw IcebergError.of(error);
            case StoredAnswer.Succeeded succeeded -> new Done.Before();
            case StoredAnswer.Answered answered -> new Done.Before();
        };
    }

    static IcebergError error(Rejection reason, Kind wanted) {
        return switch (reason) {
            case Rejection.KeyMoved(var key, var actual) ->
                actual.isEmpty()
                        ? IcebergError.noSuch(word(wanted), key)
                        : IcebergError.commitFailed("%s was changed meanwhile: %s".formatted(word(wanted), key));
            case Rejection.AlreadyExists(var key, var actual) ->
                IcebergError.alreadyExists(
                        actual == wanted
                                ? "%s already exists: %s".formatted(word(wanted), key)
                                : "%s with same name already exists: %s".formatted(word(actual), key));
            case Rejection.NoSuchNamespace(var namespace) -> IcebergError.noSuch("Namespace", namespace);
            case Rejection.NamespaceNotEmpty(var namespace, var child) ->
                new IcebergError(
                        409,
                        "NamespaceNotEmptyException",
                        "Namespace %s is not empty: it holds %s".formatted(namespace, child));
            case Rejection.LocationTaken(var location, var taken) ->
                IcebergError.badRequest(
                        "The location %s overlaps %s, which belongs to another table".formatted(location, taken));
            case Rejection.IdsTaken(var key, var what, var lowest, var allocated) ->
                IcebergError.commitFailed(
                        "The %s id %d of %s was allocated on another branch meanwhile (up to %d): reload the table and repeat the change"
                                .formatted(what, lowest, key, allocated));
            case Rejection.IdsTooHigh(var key, var what, var highest, var allocated, var distance) ->
                IcebergError.badRequest("The %s id %d of %s is more than %d above the last one, %d"
                        .formatted(what, highest, key, distance, allocated));
            case Rejection.NoSuchBranch() ->
                new IcebergError(404, "NoSuchNamespaceException", "The branch does not exist any more");
        };
    }

    static String word(Kind kind) {
        String name = kind.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
