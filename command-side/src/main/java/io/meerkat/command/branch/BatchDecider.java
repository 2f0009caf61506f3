package io.meerkat.command.branch;

import io.meerkat.command.branch.BatchDecision.Accepted;
import io.meerkat.command.branch.BatchDecision.Decided;
import io.meerkat.command.branch.BatchDecision.Denied;
import io.meerkat.command.branch.BatchDecision.NothingToDo;
import io.meerkat.command.branch.BranchState.Absent;
import io.meerkat.command.branch.BranchState.Open;
import io.meerkat.command.branch.BranchState.Unborn;
import io.meerkat.merge.graph.CommitNode;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.Change;
import io.meerkat.model.Changes;
import io.meerkat.model.Commit;
import io.meerkat.model.CommitId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.Entry;
import io.meerkat.model.LineId;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Edit;
import io.meerkat.model.commit.Links;
import io.meerkat.model.commit.Rejection;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Decides the requests of a batch one after another, each on what those before it left. A request that is denied leaves
 * nothing behind; each that is accepted is a commit of its own.
 */
final class BatchDecider {
    private final TenantId tenant;
    private final CatalogId catalog;
    private final BranchId branch;
    private final Instant clock;
    private final Claims claims;
    private final Allocations allocations;
    private final Facts facts;

    private List<CommitId> parents;
    private long generation;
    private Instant time;
    private Tree tree;
    private final LineId line;

    /** Of the newest commit; of those of the batch as if they were on the stretch before if they may be. */
    private Optional<CommitId> stretch;

    private BatchDecider(TenantId tenant, CatalogId catalog, BranchId branch, Instant clock, Facts facts, Start start) {
        this.tenant = tenant;
        this.catalog = catalog;
        this.branch = branch;
        this.clock = clock;
        this.claims = new Claims(catalog, facts.claims());
        this.allocations = new Allocations(facts.marks());
        this.facts = facts;
        this.parents = start.parents;
        this.generation = start.generation;
        this.time = start.time;
        this.tree = start.tree;
        this.line = start.line;
        this.stretch = facts.stretch();
    }

    /** What the next commit follows. */
    private record Start(List<CommitId> parents, long generation, Instant time, Tree tree, LineId line) {}

    static BatchDecision decide(BranchState state, CommitChanges command) {
        return switch (state) {
            case Absent() -> deniedAll(command);
            case Unborn unborn -> deniedAll(command);
            case Open open ->
                new BatchDecider(
                                open.tenant(),
                                open.catalog(),
                                command.branch(),
                                command.clock(),
                                command.facts(),
                                new Start(
                                        List.of(open.head().commit()),
                                        open.head().generation() + 1,
                                        open.head().time(),
                                        command.trees()
                                                .at(
                                                        open.line(),
                                                        open.head().generation(),
                                                        open.head().root()),
                                        open.line()))
                        .all(command.requests());
        };
    }

    /** The root commit of a catalog, which alone may change nothing, and the commits after it. */
    static BatchDecision open(OpenBranch command) {
        var decider = new BatchDecider(
                command.tenant(),
                command.catalog(),
                command.branch(),
                command.clock(),
                Facts.NONE,
                new Start(List.of(), 0, Instant.EPOCH, Tree.empty(command.nodes()), LineId.first(command.branch())));
        var decided = new ArrayList<Decided>();
        decided.add(decider.commit(command.root(), Changes.of(List.of()), decider.tree));
        command.first().forEach(request -> decided.add(decider.one(request)));
        return new BatchDecision(decided, decider.tree);
    }

    private static BatchDecision deniedAll(CommitChanges command) {
        return BatchDecision.deniedAll(command.requests(), new Rejection.NoSuchBranch());
    }

    private BatchDecision all(List<CommitRequest> requests) {
        tree.announce(requests.stream()
                .flatMap(request -> request.edits().stream())
                .map(edit -> edit.key().key())
                .toList());
        return new BatchDecision(requests.stream().map(this::one).toList(), tree);
    }

    private Decided one(CommitRequest request) {
        var checks = new Checks(
                tree,
                claims,
                allocations,
                facts,
                new Checks.Standpoint(line, parents.stream().findFirst(), stretch));
        var broken = checks.firstBroken(request);
        if (broken.isPresent()) {
            return new Denied(request, broken.get());
        }
        var edits = entries(request.edits());
        var changes = changes(request.edits(), edits);
        if (changes.all().isEmpty() && request.links().isNone()) {
            return new NothingToDo(request, parents.getFirst());
        }
        var edited = tree.apply(edits);
        return Structure.firstBroken(edited, changes)
                .<Decided>map(reason -> new Denied(request, reason))
                .orElseGet(() -> commit(request, changes, edited));
    }

    private Accepted commit(CommitRequest request, Changes changes, Tree edited) {
        var links = request.links();
        time = later(latest(time, links.after()), clock);
        generation = Math.max(generation, links.lowestGeneration());
        var commit = new Commit(
                tenant,
                catalog,
                parents(links),
                links.edges(),
                edited.root(),
                generation,
                request.actor().principal(),
                time,
                request.message().commitment(),
                changes.hash());
        var id = commit.id();
        var event = new CommitRecorded(branch, id, commit, changes, claims.take(request.claims()));
        allocations.raise(request.allocations());
        if (!CommitNode.plain(commit.parents(), commit.edges())) {
            stretch = Optional.of(id);
        }
        parents = List.of(id);
        generation++;
        tree = edited;
        return new Accepted(request, event);
    }

    private List<CommitId> parents(Links links) {
        return Stream.concat(parents.stream(), links.second().map(CommitPoint::commit).stream())
                .toList();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant later(Instant previous, Instant clock) {
        var next = previous.plus(1, ChronoUnit.MICROS);
        var now = clock.truncatedTo(ChronoUnit.MICROS);
        return now.isBefore(next) ? next : now;
    }

    private static SortedMap<TreeKey, Optional<Entry>> entries(List<Edit> edits) {
        var entries = new TreeMap<TreeKey, Optional<Entry>>();
        for (Edit edit : edits) {
            var entry = switch (edit) {
                case Edit.Put put ->
                    Optional.of(new Entry(
                            put.contentId(), put.content().hash(), put.content().summary()));
                case Edit.Adopt adopt -> Optional.of(adopt.entry());
                case Edit.Remove remove -> Optional.<Entry>empty();
            };
            entries.put(edit.key().key(), entry);
        }
        return entries;
    }

    /** What the edits come to, net. */
    private Changes changes(List<Edit> edits, SortedMap<TreeKey, Optional<Entry>> entries) {
        var updates = new TreeMap<TreeKey, String>();
        edits.forEach(
                edit -> edit.updates().ifPresent(text -> updates.put(edit.key().key(), text)));
        var changes = new ArrayList<Change>();
        entries.forEach((key, after) -> {
            var before = tree.get(key);
            if (!before.equals(after)) {
                changes.add(new Change(key, before, after, Optional.ofNullable(updates.get(key))));
            }
        });
        return Changes.of(changes);
    }
}
