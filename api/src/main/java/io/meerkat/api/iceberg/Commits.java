package io.meerkat.api.iceberg;

import io.meerkat.api.location.MetadataFiles;
import io.meerkat.api.ref.Closed;
import io.meerkat.command.lane.Lanes;
import io.meerkat.model.BranchId;
import io.meerkat.model.CommitId;
import io.meerkat.model.Kind;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Rejection;
import io.meerkat.model.commit.StoredAnswer;
import io.meerkat.model.commit.StoredError;
import io.meerkat.storage.load.ResolvedRef;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

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
        /** What follows from the commit at which it is so, or nothing if it may be prepared anew. */
        default <T> Optional<T> then(Function<CommitId, T> what) {
            return this instanceof Now(var at) ? Optional.of(what.apply(at)) : Optional.empty();
        }

        /**
         * The commit at which it is so, of a request that need not be prepared anew.
         *
         * @throws IcebergError if there is none
         */
        CommitId at();

        /** It is so at this commit: by this request, or because it was so before. */
        record Now(CommitId at) implements Done {}

        /** What the request relies on is not there any more: it may be prepared anew. */
        record Moved(Rejection reason, Kind wanted) implements Done {
            @Override
            public CommitId at() {
                throw error(reason, wanted);
            }
        }
    }

    /**
     * A request on its way to become a commit. Others may be prepared on what it will leave as soon as it is there; its
     * files are written meanwhile, and then it takes its place in the lane of its branch.
     */
    public final class Underway {
        private final ResolvedRef ref;
        private final CommitRequest request;
        private final Kind wanted;
        private final List<String> written;
        private final CompletableFuture<CommitOutcome> outcome = new CompletableFuture<>();

        /** Done when it has its place in the lane, or will never have one. */
        private final CompletableFuture<Void> placed = new CompletableFuture<>();

        private Underway(ResolvedRef ref, CommitRequest request, Kind wanted, List<String> written) {
            this.ref = ref;
            this.request = request;
            this.wanted = wanted;
            this.written = written;
        }

        /** Whether it may still become a commit. */
        public boolean isOpen() {
            return !outcome.isDone();
        }

        /** Runs when it is known that it has become no commit, or may not have. */
        @SuppressWarnings("FutureReturnValueIgnored") // outcomes never fail, and neither does what is run
        public void onFailure(Runnable action) {
            outcome.thenAccept(what -> {
                if (!(what instanceof CommitOutcome.Committed)) {
                    action.run();
                }
            });
        }

        /** Waits until it is not open any more. */
        public void settle() {
            outcome.join();
        }

        /**
         * Takes its place in the lane, behind those that it was prepared on. For whoever announced it, once.
         *
         * @param write writes its files before that; if it fails, the request comes to nothing
         */
        @SuppressWarnings("FutureReturnValueIgnored") // as above
        public void submit(Collection<Underway> before, Runnable write) {
            boolean submitted = false;
            try {
                var branch = requireBranch(ref);
                write.run();
                before.forEach(one -> one.placed.join());
                lanes.submit(ref.catalog().tenant(), ref.catalog().catalog(), branch, request)
                        .thenAccept(outcome::complete);
                submitted = true;
            } finally {
                if (!submitted) {
                    outcome.complete(new CommitOutcome.NotDone("it was not submitted"));
                    written.forEach(files::discard);
                }
                placed.complete(null);
            }
        }

        /**
         * Waits until the lane has said what became of it. For whoever announced it, once: the metadata files that were
         * written for it are deleted if it certainly was not stored.
         *
         * @throws AnsweredUnderKey if the answer stands under the request's idempotency key
         * @throws IcebergError for everything else that it may come to
         */
        public Done await() {
            try {
                var done = done(request, outcome.join(), wanted);
                written.forEach(done instanceof Done.Now ? files::keep : files::discard);
                return done;
            } catch (AnsweredUnderKey e) {
                written.forEach(files::discard);
                throw e;
            } catch (IcebergError e) {
                written.forEach(e.nothingHappened() ? files::discard : files::leave);
                throw e;
            }
        }
    }

    /**
     * Requests of one branch are decided in the order in which they are submitted.
     *
     * @param wanted the kind that was to be made
     * @param written the metadata files that are written for it
     */
    public Underway announce(ResolvedRef ref, CommitRequest request, Kind wanted, List<String> written) {
        return new Underway(ref, request, wanted, written);
    }

    /** Submits a request whose files are written, and waits. */
    public Done commit(ResolvedRef ref, CommitRequest request, Kind wanted, List<String> written) {
        var underway = announce(ref, request, wanted, written);
        underway.submit(List.of(), () -> {});
        return underway.await();
    }

    /** Submits what no file was written for, and waits. */
    public Done commit(ResolvedRef ref, CommitRequest request, Kind wanted) {
        return commit(ref, request, wanted, List.of());
    }

    /** Of a name only the database tells whether it is a branch's. */
    static BranchId requireBranch(ResolvedRef ref) {
        return ref.head()
                .orElseThrow(() -> IcebergError.forbidden(
                        "A tag is a fixed point in history and takes no writes: this one names the commit %s; use a branch"
                                .formatted(ref.commit())));
    }

    private static Done done(CommitRequest request, CommitOutcome outcome, Kind wanted) {
        return switch (outcome) {
            case CommitOutcome.Committed(var id, var commit) -> new Done.Now(id);
            case CommitOutcome.Unchanged(var at) -> new Done.Now(at);
            case CommitOutcome.Replayed(var answer) -> throw new AnsweredUnderKey(answer);
            case CommitOutcome.Rejected(var reason) when mayPass(reason) -> new Done.Moved(reason, wanted);
            case CommitOutcome.Rejected(var reason) -> throw refused(request, reason, wanted);
            case CommitOutcome.KeyReused(var call) -> throw IcebergError.keyReused(call);
            case CommitOutcome.NotDone(var why) -> throw IcebergError.tryAgain(why);
            case CommitOutcome.Unknown(var why) -> throw IcebergError.stateUnknown(why);
        };
    }

    private static RuntimeException refused(CommitRequest request, Rejection reason, Kind wanted) {
        return request.call()
                .flatMap(call -> request.finalError().apply(reason))
                .<RuntimeException>map(error -> new AnsweredUnderKey(new StoredAnswer.Failed(error)))
                .orElseGet(() -> error(reason, wanted));
    }

    /** Who looks again finds another table or another catalog of the name, or learns that there is none. */
    private static boolean mayPass(Rejection reason) {
        return reason instanceof Rejection.KeyMoved || reason instanceof Rejection.NoSuchBranch;
    }

    /** The answer that the lane stores with a rejection; none where the request may be prepared anew. */
    static Optional<StoredError> finalError(Rejection reason, Kind wanted) {
        return mayPass(reason)
                ? Optional.empty()
                : Optional.of(error(reason, wanted))
                        .filter(IcebergError::isFinal)
                        .map(IcebergError::stored);
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
                        location.equals(taken)
                                ? "The location %s belongs to another table".formatted(location)
                                : "The location %s overlaps %s, which belongs to another table"
                                        .formatted(location, taken));
            case Rejection.IdsTaken(var key, var what, var lowest, var allocated) ->
                IcebergError.commitFailed(
                        "The %s id %d of %s was allocated before, on this branch or another (up to %d): reload the table and take higher ones"
                                .formatted(what, lowest, key, allocated));
            case Rejection.IdsTooHigh(var key, var what, var highest, var allocated, var distance) ->
                IcebergError.badRequest("The %s id %d of %s is more than %d above the last one, %d"
                        .formatted(what, highest, key, distance, allocated));
            case Rejection.HeadMoved _,
                    Rejection.SourceMoved _,
                    Rejection.NotPlain _,
                    Rejection.Purged _,
                    Rejection.MergeEnded _ ->
                throw new IllegalStateException("no merge was asked for, and came to %s".formatted(reason));
            case Rejection.Protected closed -> IcebergError.forbidden(Closed.words(closed));
            case Rejection.NotWritable closed -> IcebergError.forbidden(Closed.words(closed));
            case Rejection.NoSuchBranch() ->
                new IcebergError(404, "NoSuchNamespaceException", "The branch does not exist any more");
        };
    }

    static String word(Kind kind) {
        String name = kind.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
