package io.meerkat.command.branch;

import io.meerkat.merge.tree.Tree;
import io.meerkat.merge.tree.UnknownNodeException;
import io.meerkat.model.CommitId;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Rejection;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What becomes of each request of a batch, in their order, and the tree after all of them. */
public record BatchDecision(List<Decided> decided, Tree tree) {
    public BatchDecision {
        decided = List.copyOf(decided);
    }

    /** For a batch that nothing is decided on; the tree stays as it is and is not looked at. */
    public static BatchDecision deniedAll(List<CommitRequest> requests, Rejection reason) {
        return new BatchDecision(
                requests.stream()
                        .map(request -> (Decided) new Denied(request, reason))
                        .toList(),
                Tree.empty(hash -> {
                    throw new UnknownNodeException(hash);
                }));
    }

    public sealed interface Decided {
        CommitRequest request();
    }

    public record Accepted(CommitRequest request, CommitRecorded event) implements Decided {}

    /** Everything asked for is so already, as of the commit {@code at}. */
    public record NothingToDo(CommitRequest request, CommitId at) implements Decided {}

    public record Denied(CommitRequest request, Rejection reason) implements Decided {}

    public List<Accepted> accepted() {
        return decided.stream()
                .filter(Accepted.class::isInstance)
                .map(Accepted.class::cast)
                .toList();
    }

    public Optional<Denied> firstDenied() {
        return decided.stream()
                .filter(Denied.class::isInstance)
                .map(Denied.class::cast)
                .findFirst();
    }

    /** Of the last commit, if there is one. */
    public OptionalLong generation() {
        var accepted = accepted();
        return accepted.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(accepted.getLast().event().commit().generation());
    }
}
