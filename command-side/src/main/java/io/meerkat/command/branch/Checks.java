package io.meerkat.command.branch;

import io.meerkat.merge.tree.Tree;
import io.meerkat.model.CommitId;
import io.meerkat.model.Entry;
import io.meerkat.model.Identifier;
import io.meerkat.model.KeyRange;
import io.meerkat.model.LineId;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Predicate;
import io.meerkat.model.commit.Rejection;
import io.meerkat.model.commit.Rejection.AlreadyExists;
import io.meerkat.model.commit.Rejection.KeyMoved;
import io.meerkat.model.commit.Rejection.NamespaceNotEmpty;
import io.meerkat.model.commit.Rejection.NoSuchNamespace;
import java.util.Optional;

/** Whether what a request relies on holds here and now. */
record Checks(Tree tree, Claims claims, Allocations allocations, Facts facts, Standpoint standpoint) {
    /** Where the branch is: its line and head, which a catalog's root has not, and the head's stretch, if anybody asked for it. */
    record Standpoint(LineId line, Optional<CommitId> head, Optional<CommitId> stretch) {
        boolean isOn(LineId other, CommitId otherStretch) {
            return line.equals(other) && stretch.equals(Optional.of(otherStretch));
        }
    }

    /** The first thing that does not hold, in the order in which the request names them; locations come last. */
    Optional<Rejection> firstBroken(CommitRequest request) {
        return beyondRules(request)
                .or(() -> mergeEnded(request))
                .or(() -> request.predicates().stream()
                        .map(this::broken)
                        .flatMap(Optional::stream)
                        .findFirst())
                .or(() -> claims.firstBroken(request.claims()));
    }

    /** What merges and picks bring was committed elsewhere, and may come to every branch. */
    private Optional<Rejection> beyondRules(CommitRequest request) {
        if (!request.links().isNone()) {
            return Optional.empty();
        }
        var rules = facts.rules();
        return rules.closedBy()
                .<Rejection>map(pattern -> new Rejection.Protected(rules.name(), pattern))
                .or(() -> request.edits().stream()
                        .map(edit -> edit.key())
                        .filter(key -> !rules.writes(key.key()))
                        .findFirst()
                        .map(key -> new Rejection.NotWritable(rules.name(), key)));
    }

    private Optional<Rejection> mergeEnded(CommitRequest request) {
        return request.finishes()
                .filter(end -> !Optional.of(end.answers())
                        .equals(Optional.ofNullable(facts.openMerges().get(end.merge()))))
                .map(end -> new Rejection.MergeEnded());
    }

    private Optional<Rejection> broken(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Holds(var key, var content) ->
                holds(key, entry -> entry.content().equals(content));
            case Predicate.HoldsObject(var key, var contentId) ->
                holds(key, entry -> entry.contentId().equals(contentId));
            case Predicate.Absent(var key) -> tree.get(key.key()).map(entry -> new AlreadyExists(key, entry.kind()));
            case Predicate.NamespaceExists(var namespace) -> exists(namespace);
            case Predicate.NothingBelow(var namespace) ->
                tree.first(KeyRange.below(namespace))
                        .map(row -> new NamespaceNotEmpty(namespace, row.key().identifier()));
            case Predicate.Stands(var key, var entry) -> {
                var actual = tree.get(key);
                yield actual.equals(entry) ? Optional.empty() : Optional.of(new KeyMoved(key.identifier(), actual));
            }
            case Predicate.Shown(var key, var contentId, var elsewhere) ->
                elsewhere.equals(facts.shown().get(contentId))
                        ? Optional.empty()
                        : Optional.of(new KeyMoved(key, tree.get(key.key())));
            case Predicate.Plain(var line, var stretch) ->
                standpoint.isOn(line, stretch) ? Optional.empty() : Optional.of(new Rejection.NotPlain());
            case Predicate.OnHead(var commit) ->
                standpoint.head().equals(Optional.of(commit))
                        ? Optional.empty()
                        : Optional.of(new Rejection.HeadMoved());
            case Predicate.HeadIs(var branch, var commit) ->
                commit.equals(facts.heads().get(branch)) ? Optional.empty() : Optional.of(new Rejection.SourceMoved());
            case Predicate.NotPurged(var key, var contentId) ->
                facts.purged().contains(contentId) ? Optional.of(new Rejection.Purged(key)) : Optional.empty();
            case Predicate.ColumnIdsFree(var key, var contentId, var lowest, var highest) ->
                allocations.columnsFree(key, contentId, lowest, highest);
            case Predicate.PartitionIdsFree(var key, var contentId, var lowest, var highest) ->
                allocations.partitionsFree(key, contentId, lowest, highest);
        };
    }

    private Optional<Rejection> holds(Identifier key, java.util.function.Predicate<Entry> wanted) {
        var entry = tree.get(key.key());
        return entry.filter(wanted).isPresent() ? Optional.empty() : Optional.of(new KeyMoved(key, entry));
    }

    private Optional<Rejection> exists(NamespacePath namespace) {
        return tree.get(namespace.key()).isPresent() ? Optional.empty() : Optional.of(new NoSuchNamespace(namespace));
    }
}
