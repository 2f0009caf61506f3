package io.meerkat.api.merge;

import io.meerkat.api.content.StoredContents;
import io.meerkat.merge.catalog.CatalogMerge;
import io.meerkat.merge.catalog.ConflictId;
import io.meerkat.merge.catalog.Locations;
import io.meerkat.merge.catalog.MergeOutcome;
import io.meerkat.merge.catalog.Resolution;
import io.meerkat.merge.catalog.Warning;
import io.meerkat.merge.graph.BasePlan;
import io.meerkat.merge.graph.PlannedTree;
import io.meerkat.merge.tree.Tree;
import io.meerkat.merge.verb.Pick;
import io.meerkat.merge.verb.Plan;
import io.meerkat.model.Change;
import io.meerkat.model.CommitId;
import io.meerkat.model.Content;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.Edge;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.Kind;
import io.meerkat.model.TreeKey;
import io.meerkat.model.commit.ClaimRequest;
import io.meerkat.model.commit.Links;
import io.meerkat.storage.load.ResolvedRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Carries a plan out in memory, with the answers that were given. For one plan. */
final class Merging {
    private final CatalogMerge merge;
    private final StoredContents contents;
    private final Drafts drafts;
    private final CommitTrees commits;
    private final Locations locations;
    private final Map<ConflictId, Resolution> answers;

    Merging(
            CatalogMerge merge,
            StoredContents contents,
            Drafts drafts,
            CommitTrees commits,
            Locations locations,
            Map<ConflictId, Resolution> answers) {
        this.merge = merge;
        this.contents = contents;
        this.drafts = drafts;
        this.commits = commits;
        this.locations = locations;
        this.answers = answers;
    }

    /** The commit on whose tree is merged, if it is one's. */
    Optional<CommitId> base(Plan plan) {
        return plan instanceof Plan.ThreeWay way && way.base().base() instanceof PlannedTree.Of(var commit)
                ? Optional.of(commit)
                : Optional.empty();
    }

    Outlook outlook(Plan plan, ResolvedRef source) {
        return switch (plan) {
            case Plan.UpToDate upToDate -> new Outlook.UpToDate();
            case Plan.FastForward(var to) -> new Outlook.Forward(to.equals(source.commit()) ? source : commits.ref(to));
            case Plan.Refused(var reason) -> new Outlook.Impossible(reason.message());
            case Plan.ThreeWay way -> threeWay(way);
            case Plan.Replay replay -> replay(replay, source);
        };
    }

    private Outlook threeWay(Plan.ThreeWay way) {
        var base = way.base().carryOut(commits.empty(), commits::tree, new VirtualBase(merge, contents));
        var ours = commits.tree(way.ours());
        var theirs = tree(way.theirs());
        var second = way.parents().stream().skip(1).findFirst();
        var of = second.isPresent() ? Optional.<CommitId>empty() : origin(way.edges());
        return switch (merge.merge(base, ours, theirs, answers)) {
            case MergeOutcome.Merged(var edits, var created, var warnings) -> {
                var links = links(second, way.edges());
                var step = step(of, links, base, ours, theirs, edits, created, warnings);
                // Made already, or taken back: unlike a merge, it would say nothing.
                yield step.changes().isEmpty()
                                && links.second().isEmpty()
                                && links.merged().isEmpty()
                        ? new Outlook.UpToDate()
                        : new Outlook.Ready(List.of(step), false, Optional.empty(), List.of());
            }
            case MergeOutcome.Conflicted(var conflicts, var warnings) ->
                new Outlook.Conflicted(Optional.empty(), conflicts, warnings);
            case MergeOutcome.Refused(var refusals, var conflicts, var warnings) ->
                new Outlook.Unfit(refusals, new Outlook.Conflicted(Optional.empty(), conflicts, warnings));
        };
    }

    /** A pick that changes nothing is left out, unless it is to say what is merged with it. */
    private Outlook replay(Plan.Replay replay, ResolvedRef source) {
        var steps = new ArrayList<Step>();
        var tree = commits.tree(replay.onto());
        for (Pick pick : replay.picks()) {
            var base = tree(pick.base());
            var theirs = commits.tree(pick.commit());
            switch (merge.merge(base, tree, theirs, answers)) {
                case MergeOutcome.Merged(var edits, var created, var warnings) -> {
                    var links = links(Optional.empty(), pick.edges());
                    var step = step(Optional.of(pick.commit()), links, base, tree, theirs, edits, created, warnings);
                    if (!step.changes().isEmpty() || !links.merged().isEmpty()) {
                        steps.add(step);
                        tree = tree.apply(edits);
                    }
                }
                case MergeOutcome.Conflicted(var conflicts, var warnings) -> {
                    return new Outlook.Conflicted(Optional.of(pick.commit()), conflicts, warnings);
                }
                case MergeOutcome.Refused(var refusals, var conflicts, var warnings) -> {
                    return new Outlook.Unfit(
                            refusals, new Outlook.Conflicted(Optional.of(pick.commit()), conflicts, warnings));
                }
            }
        }
        boolean moves = replay.onto().equals(source.commit());
        return new Outlook.Ready(steps, true, moves ? Optional.of(source) : Optional.empty(), replay.leftOut());
    }

    private Tree tree(PlannedTree planned) {
        return BasePlan.of(planned).carryOut(commits.empty(), commits::tree, new VirtualBase(merge, contents));
    }

    private Step step(
            Optional<CommitId> of,
            Links links,
            Tree base,
            Tree ours,
            Tree theirs,
            SortedMap<TreeKey, Optional<Entry>> edits,
            Map<Hash, Content> created,
            List<Warning> warnings) {
        var changes = new ArrayList<Change>();
        edits.forEach((key, after) -> {
            var before = ours.get(key);
            if (!before.equals(after)) {
                changes.add(new Change(key, before, after, Optional.empty()));
            }
        });
        var made = changes.stream()
                .flatMap(change -> change.after().stream())
                .flatMap(entry -> drafts.of(entry.content()).stream())
                .toList();
        return new Step(
                of,
                links,
                guards(base, ours, theirs, edits.keySet()),
                changes,
                created,
                made,
                arriving(changes),
                warnings);
    }

    private List<ClaimRequest> arriving(List<Change> changes) {
        var there = changes.stream()
                .flatMap(change -> change.before().stream())
                .map(Entry::contentId)
                .collect(Collectors.toSet());
        var arriving = new ArrayList<ClaimRequest>();
        for (Change change : changes) {
            change.after()
                    .filter(entry -> entry.kind() == Kind.TABLE && !there.contains(entry.contentId()))
                    .map(entry -> new ClaimRequest(location(entry), entry.contentId(), change.key(), true))
                    .ifPresent(arriving::add);
        }
        return arriving;
    }

    private String location(Entry table) {
        return locations.path(
                ((TableContent) contents.content(table.content())).fields().location());
    }

    /** What ours has of all that theirs changed, and of all that is to be changed. */
    private static SortedMap<TreeKey, Optional<Entry>> guards(
            Tree base, Tree ours, Tree theirs, Collection<TreeKey> edited) {
        var guards = new TreeMap<TreeKey, Optional<Entry>>();
        Stream.concat(base.diff(theirs).map(difference -> difference.key()), edited.stream())
                .forEach(key -> guards.computeIfAbsent(key, ours::get));
        return guards;
    }

    private Links links(Optional<CommitId> second, List<Edge> edges) {
        return new Links(
                second.map(commits::point),
                edges.stream()
                        .filter(edge -> edge.type() == Edge.Type.MERGED)
                        .map(edge -> commits.point(edge.commit()))
                        .toList(),
                edges.stream().filter(edge -> edge.type() != Edge.Type.MERGED).toList());
    }

    private static Optional<CommitId> origin(List<Edge> edges) {
        return edges.stream()
                .filter(edge -> edge.type() != Edge.Type.MERGED)
                .map(Edge::commit)
                .findFirst();
    }
}
