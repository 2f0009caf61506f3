package io.meerkat.command.lane;

import io.meerkat.command.branch.Facts;
import io.meerkat.command.merge.Merges;
import io.meerkat.model.BranchId;
import io.meerkat.model.CommitId;
import io.meerkat.model.ContentId;
import io.meerkat.model.Hash;
import io.meerkat.model.MergeId;
import io.meerkat.model.StreamId;
import io.meerkat.model.commit.Allocation;
import io.meerkat.model.commit.ClaimRequest;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Edit;
import io.meerkat.model.commit.Ending;
import io.meerkat.model.commit.Predicate;
import io.meerkat.model.commit.ShownElsewhere;
import io.meerkat.storage.Database;
import io.meerkat.storage.claim.Claim;
import io.meerkat.storage.claim.ClaimTable;
import io.meerkat.storage.claim.Mark;
import io.meerkat.storage.claim.MarkTable;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.event.Head;
import io.meerkat.storage.event.HeadTable;
import io.meerkat.storage.ref.BranchRules;
import io.meerkat.storage.ref.OtherRefs;
import io.meerkat.storage.ref.OtherRefs.Asked;
import io.meerkat.storage.ref.RefLock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gathers what the requests of a batch ask about, under the locks that keep it true until the transaction ends. Everybody
 * takes them in one order: claims, marks, refs, merges.
 */
public final class FactsReader {
    private final ClaimTable claims;
    private final MarkTable marks;
    private final HeadTable heads;
    private final RefLock refLock;
    private final OtherRefs others;
    private final CommitTable commits;
    private final Merges merges;

    public FactsReader(Database database, Merges merges) {
        this.claims = new ClaimTable(database);
        this.marks = new MarkTable(database);
        this.heads = new HeadTable(database);
        this.refLock = new RefLock(database);
        this.others = new OtherRefs(database);
        this.commits = new CommitTable(database);
        this.merges = merges;
    }

    /** {@code rules}: of the branch, as they are in its turn. */
    public Facts read(Target target, BranchRules rules, List<CommitRequest> requests) {
        var overlapping = overlapping(target, requests);
        var purged = purged(target, requests);
        var locked = lockedMarks(target, requests);
        var shown = asked(requests, Predicate.Shown.class);
        var sources = asked(requests, Predicate.HeadIs.class);
        if (!shown.isEmpty() || !sources.isEmpty() || requests.stream().anyMatch(FactsReader::mayTouchRefs)) {
            refLock.await(target.catalog());
        }
        return new Facts(
                overlapping,
                locked,
                shown(target, shown),
                purged,
                heads(target, sources),
                open(target, requests),
                stretch(target, requests),
                rules);
    }

    /** What is written then is looked at by who moves refs, or looks at them. */
    private static boolean mayTouchRefs(CommitRequest request) {
        return !request.links().isNone() || request.edits().stream().anyMatch(Edit.Remove.class::isInstance);
    }

    private static <P extends Predicate> List<P> asked(List<CommitRequest> requests, Class<P> type) {
        return requests.stream()
                .flatMap(request -> request.predicates().stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private List<Claim> overlapping(Target target, List<CommitRequest> requests) {
        var paths = requests.stream()
                .flatMap(request -> request.claims().stream())
                .map(ClaimRequest::path)
                .distinct()
                .toList();
        if (paths.isEmpty()) {
            return List.of();
        }
        claims.lock(target.tenant());
        return claims.overlapping(target.tenant(), paths);
    }

    /** Under the lock of claims, which a purge begins under. */
    private Set<ContentId> purged(Target target, List<CommitRequest> requests) {
        var objects = asked(requests, Predicate.NotPurged.class).stream()
                .map(Predicate.NotPurged::contentId)
                .collect(Collectors.toSet());
        if (objects.isEmpty()) {
            return Set.of();
        }
        claims.lock(target.tenant());
        return claims.purged(target.tenant(), objects);
    }

    private Map<ContentId, Mark> lockedMarks(Target target, List<CommitRequest> requests) {
        var objects = new HashSet<ContentId>();
        for (CommitRequest request : requests) {
            request.allocations().stream().map(Allocation::contentId).forEach(objects::add);
            request.predicates().forEach(predicate -> {
                switch (predicate) {
                    case Predicate.ColumnIdsFree columns -> objects.add(columns.contentId());
                    case Predicate.PartitionIdsFree fields -> objects.add(fields.contentId());
                    default -> {}
                }
            });
        }
        return objects.isEmpty() ? Map.of() : marks.lock(target.tenant(), target.catalog(), objects);
    }

    /** Under the lock of refs, so that none is pointed to what is removed until this has ended. */
    private Map<ContentId, ShownElsewhere> shown(Target target, List<Predicate.Shown> asked) {
        if (asked.isEmpty()) {
            return Map.of();
        }
        var line = heads.branch(target.tenant(), target.branch()).line();
        var shown = new HashMap<ContentId, ShownElsewhere>();
        for (Predicate.Shown one : asked) {
            var question = new Asked(
                    target.tenant(),
                    target.catalog(),
                    target.branch(),
                    line,
                    one.key().key(),
                    one.contentId());
            shown.computeIfAbsent(one.contentId(), object -> others.shown(question));
        }
        return shown;
    }

    private Map<BranchId, CommitId> heads(Target target, List<Predicate.HeadIs> sources) {
        var found = new HashMap<BranchId, CommitId>();
        for (Predicate.HeadIs source : sources) {
            heads.newest(StreamId.of(target.tenant(), source.branch()))
                    .flatMap(Head::branch)
                    .ifPresent(head -> found.put(source.branch(), head.at().commit()));
        }
        return found;
    }

    private Map<MergeId, Hash> open(Target target, List<CommitRequest> requests) {
        var ending = requests.stream()
                .flatMap(request -> request.finishes().stream())
                .map(Ending::merge)
                .collect(Collectors.toSet());
        return ending.isEmpty() ? Map.of() : merges.lockOpen(target.tenant(), target.catalog(), ending);
    }

    private Optional<CommitId> stretch(Target target, List<CommitRequest> requests) {
        if (asked(requests, Predicate.Plain.class).isEmpty()) {
            return Optional.empty();
        }
        var head = heads.branch(target.tenant(), target.branch()).at().commit();
        return commits.stretch(target.tenant(), target.catalog(), head);
    }
}
