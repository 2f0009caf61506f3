package io.meerkat.api.merge;

import com.google.common.util.concurrent.Striped;
import io.meerkat.api.location.MetadataFiles;
import io.meerkat.api.ref.Closed;
import io.meerkat.api.ref.Places.NoSuchPlace;
import io.meerkat.api.ref.Points;
import io.meerkat.command.lane.Lanes;
import io.meerkat.command.merge.Merges;
import io.meerkat.command.receipt.KeyAnsweredElsewhere;
import io.meerkat.command.ref.RefOutcome;
import io.meerkat.command.ref.Rewrites;
import io.meerkat.command.ref.Rewrites.Rewrite;
import io.meerkat.merge.catalog.ConflictId;
import io.meerkat.merge.catalog.Resolution;
import io.meerkat.model.Actor;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.Ending;
import io.meerkat.model.commit.Predicate;
import io.meerkat.model.commit.Rejection;
import io.meerkat.storage.CommitUnclear;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.merge.MergeRow;
import io.meerkat.storage.ref.RefRow.Type;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;

/**
 * Carries tasks out. What is to be written is prepared on the heads that are there, outside of any branch's turn, so that a
 * merge never keeps commits waiting. Where what matters to it has changed when its turn comes, it is prepared anew.
 */
public final class MergeRuns {
    private static final int TRIES_MAX = 20;
    private static final int TURNS = 256;

    /** Merges into one branch take turns in a server: of those prepared side by side all but one would be in vain. */
    private final Striped<Lock> turns = Striped.lock(TURNS);

    private final Previews previews;
    private final Points points;
    private final Lanes lanes;
    private final Rewrites rewrites;
    private final Merges merges;
    private final MetadataFiles files;
    private final Messages messages;
    private final Clock clock;

    public MergeRuns(
            Previews previews,
            Points points,
            Lanes lanes,
            Rewrites rewrites,
            Merges merges,
            MetadataFiles files,
            CommitTable commits,
            Clock clock) {
        this.previews = previews;
        this.points = points;
        this.lanes = lanes;
        this.rewrites = rewrites;
        this.merges = merges;
        this.files = files;
        this.messages = new Messages(commits);
        this.clock = clock;
    }

    /**
     * What the task would come to now.
     *
     * @throws io.meerkat.api.ref.Places.NoSuchPlace if the branch or the source is not there
     */
    public Preview preview(CatalogRow catalog, Task task, Map<ConflictId, Resolution> answers) {
        return preview(catalog, task, answers, Optional.empty());
    }

    /** As above, of a merge that was opened: for its branch, and not for another one that has the name since. */
    public Preview preview(CatalogRow catalog, Task task, Map<ConflictId, Resolution> answers, Optional<MergeRow> of) {
        var branch = points.ref(catalog, task.branch(), Type.BRANCH);
        if (of.filter(row -> !row.branch().equals(branch.branch())).isPresent()) {
            throw new NoSuchPlace("The branch %s is another one since".formatted(task.branch()));
        }
        var source = points.at(catalog.name(), task.sourceNow());
        if (!task.isOf(source)) {
            throw new NoSuchPlace("The branch %s is another one since".formatted(task.source()));
        }
        return previews.of(task, branch, source, answers);
    }

    /**
     * What the task is carried out with: answers to its conflicts, where heads must be, a message, and how it is remembered.
     *
     * @param opened the merge that is to be completed, and must be open
     * @param alike the merge that is open for the same task, if there is one: it ends with it, too
     */
    public record Order(
            Map<ConflictId, Resolution> answers,
            Expected expected,
            Optional<String> message,
            Optional<MergeRow> opened,
            Function<Preview, Optional<MergeRow>> alike,
            Actor actor,
            Kept kept) {
        public Order {
            answers = Map.copyOf(answers);
        }

        /** Completes one that was opened, on whatever heads there are. */
        public static Order completing(MergeRow row, Map<ConflictId, Resolution> answers, Actor actor) {
            return new Order(
                    answers,
                    Expected.ANY,
                    Optional.empty(),
                    Optional.of(row),
                    preview -> Optional.empty(),
                    actor,
                    Kept.none());
        }

        private Optional<Ending> ending(Preview preview) {
            return opened.or(() -> alike.apply(preview)).map(row -> Ending.of(row.id(), row.resolutions()));
        }

        /** Where somebody else ended one like it meanwhile, this goes on without. */
        private Optional<Finished> ended(Preview preview) {
            return opened.map(row -> new Finished.Ended(preview));
        }
    }

    /** As above, and does it if nothing is left to be answered. */
    public Finished run(CatalogRow catalog, Task task, Order order) {
        var turn = turns.get(points.ref(catalog, task.branch(), Type.BRANCH).branch());
        turn.lock();
        try {
            return runInTurn(catalog, task, order);
        } finally {
            turn.unlock();
        }
    }

    private Finished runInTurn(CatalogRow catalog, Task task, Order order) {
        for (int tries = 1; ; tries++) {
            var preview = preview(catalog, task, order.answers(), order.opened());
            var objection = order.expected().objection(preview);
            if (objection.isPresent()) {
                return new Finished.Refused(preview, objection.get());
            }
            var finished = switch (preview.outlook()) {
                case Outlook.Ready ready -> make(catalog, task, order, preview, ready);
                case Outlook.Forward(var to) ->
                    finished(preview, order, rewrites.fastForward(rewrite(preview, to, order)));
                case Outlook.UpToDate() -> upToDate(catalog, order, preview);
                case Outlook.Conflicted _, Outlook.Unfit _, Outlook.Impossible _ ->
                    Optional.<Finished>of(new Finished.Waiting(preview));
            };
            if (finished.isPresent()) {
                return finished.get();
            }
            if (tries == TRIES_MAX) {
                return new Finished.Busy(
                        preview, "The branches changed %d times while it was prepared".formatted(tries));
            }
        }
    }

    private Optional<Finished> upToDate(CatalogRow catalog, Order order, Preview preview) {
        var at = preview.branch().at().commit();
        return order.opened()
                .<Finished>map(row -> merges.complete(
                                catalog,
                                row.id(),
                                at,
                                order.actor(),
                                order.kept().receipt(preview))
                        ? new Finished.Done(preview, at)
                        : new Finished.Ended(preview))
                .or(() -> Optional.of(new Finished.Waiting(preview)));
    }

    private static Rewrite rewrite(Preview preview, ResolvedRef source, Order order) {
        return new Rewrite(
                preview.branch().name(),
                preview.branch().at().commit(),
                source,
                order.ending(preview),
                order.actor(),
                order.kept().receipt(preview));
    }

    /** Nothing if it must be prepared anew. */
    private Optional<Finished> make(CatalogRow catalog, Task task, Order order, Preview preview, Outlook.Ready ready) {
        var written = new DraftFiles(files);
        try {
            var steps = Finishing.of(ready.steps(), clock.millis());
            written.write(steps.stream().flatMap(step -> step.drafts().stream()).toList());
            var finished = ready.anew()
                    ? replay(catalog, task, order, preview, steps, ready.onto())
                    : commit(catalog, task, order, preview, steps.getFirst());
            switch (finished.orElse(null)) {
                case Finished.Done _ -> written.keep();
                case Finished.Unknown _ -> written.leave();
                case null, default -> written.discard();
            }
            return finished;
        } catch (CommitUnclear e) {
            written.leave();
            throw e;
        } catch (RuntimeException e) {
            written.discard();
            throw e;
        }
    }

    private Optional<Finished> commit(CatalogRow catalog, Task task, Order order, Preview preview, Step step) {
        var message = messages.of(task, catalog, step, order.message());
        var request =
                StepRequests.guarded(step, preview, order.actor(), message).finish(order.ending(preview));
        order.expected().branch().ifPresent(head -> request.relyOn(new Predicate.OnHead(head)));
        var call = order.kept().keyed().call();
        if (call.isPresent()) {
            request.answering(call, reason -> Optional.empty())
                    .answerJson(order.kept().answer().apply(preview));
        }
        var branch = preview.branch().branch();
        return switch (lanes.commit(catalog.tenant(), catalog.catalog(), branch, request.build())) {
            case CommitOutcome.Committed(var id, var commit) -> Optional.of(new Finished.Done(preview, id));
            case CommitOutcome.Rejected(var reason) -> refused(preview, order, reason);
            case CommitOutcome.NotDone(var why) -> Optional.of(new Finished.Busy(preview, why));
            case CommitOutcome.Unknown(var why) -> Optional.of(new Finished.Unknown(preview, why));
            case CommitOutcome.Replayed _, CommitOutcome.KeyReused _ -> throw new KeyAnsweredElsewhere();
            case CommitOutcome.Unchanged _ -> throw new IllegalStateException("a merge has links");
        };
    }

    private Optional<Finished> replay(
            CatalogRow catalog, Task task, Order order, Preview preview, List<Step> steps, Optional<ResolvedRef> onto) {
        var requests = steps.stream()
                .map(step -> StepRequests.of(step, order.actor(), messages.of(task, catalog, step, Optional.empty()))
                        .build())
                .toList();
        return finished(preview, order, rewrites.replay(rewrite(preview, preview.source(), order), onto, requests));
    }

    private static Optional<Finished> finished(Preview preview, Order order, RefOutcome outcome) {
        return switch (outcome) {
            case RefOutcome.Done(var ref) ->
                Optional.of(new Finished.Done(preview, ref.at().commit()));
            case RefOutcome.Elsewhere _, RefOutcome.SourceMoved _, RefOutcome.NoSuchRef _ -> Optional.empty();
            case RefOutcome.MergeEnded _ -> order.ended(preview);
            case RefOutcome.Denied(var reason) -> refused(preview, order, reason);
            case RefOutcome.Protected(var act) ->
                Optional.of(new Finished.Forbidden(
                        preview, Closed.words(preview.branch().name(), act)));
            case RefOutcome.NameInUse _, RefOutcome.MainStays _, RefOutcome.NoSuchKey _ ->
                throw new IllegalStateException("a branch was rewritten, and that came to %s".formatted(outcome));
        };
    }

    /** What another commit changed meanwhile is looked at anew. */
    private static Optional<Finished> refused(Preview preview, Order order, Rejection reason) {
        return switch (reason) {
            case Rejection.LocationTaken(var wanted, var taken) ->
                Optional.of(new Finished.Refused(
                        preview,
                        "A table would come back to %s, and another one lies at %s since".formatted(wanted, taken)));
            case Rejection.Purged(var name) ->
                Optional.of(new Finished.Refused(preview, "The files of %s were purged".formatted(name)));
            case Rejection.MergeEnded _ -> order.ended(preview);
            default -> Optional.empty();
        };
    }
}
