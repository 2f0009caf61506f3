package io.meerkat.command.lane;

import io.meerkat.command.branch.BatchDecision;
import io.meerkat.command.branch.BatchDecision.Accepted;
import io.meerkat.command.branch.BatchDecision.Decided;
import io.meerkat.command.branch.BatchDecision.Denied;
import io.meerkat.command.branch.BatchDecision.NothingToDo;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.StoredAnswer;
import io.meerkat.storage.idempotency.IdempotencyTable;
import io.meerkat.storage.idempotency.IdempotencyTable.Owner;
import io.meerkat.storage.idempotency.RememberedCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Splits a batch into requests whose idempotency key was answered before, and those still open. Of two requests with
 * one key in one batch the second waits for the first: it is answered from what the first became.
 */
final class Answered {
    private final List<CommitRequest> all;
    private final List<CommitRequest> open = new ArrayList<>();
    private final Map<Owner, RememberedCall> remembered;

    Answered(IdempotencyTable idempotency, List<CommitRequest> requests) {
        this.all = requests;
        var calls =
                requests.stream().flatMap(request -> request.call().stream()).toList();
        this.remembered = calls.isEmpty() ? Map.of() : idempotency.find(calls);
        Set<Owner> seen = new HashSet<>();
        for (CommitRequest request : requests) {
            if (request.call()
                    .map(Owner::of)
                    .map(owner -> !remembered.containsKey(owner) && seen.add(owner))
                    .orElse(true)) {
                open.add(request);
            }
        }
    }

    List<CommitRequest> open() {
        return open;
    }

    /** The outcome of every request, in their order. */
    List<CommitOutcome> merge(BatchDecision decision) {
        var outcomes = new IdentityHashMap<CommitRequest, CommitOutcome>();
        var now = new HashMap<Owner, CommitRequest>();
        for (Decided decided : decision.decided()) {
            outcomes.put(decided.request(), outcome(decided));
            decided.request().call().ifPresent(call -> now.put(Owner.of(call), decided.request()));
        }
        return all.stream()
                .map(request -> Optional.ofNullable(outcomes.get(request)).orElseGet(() -> {
                    var call = request.call().orElseThrow();
                    var first = Optional.ofNullable(now.get(Owner.of(call)));
                    return first.map(earlier -> sameCall(earlier, call) ? again(earlier, outcomes) : reused(call))
                            .orElseGet(() -> replayed(call));
                }))
                .toList();
    }

    /** What the first of two requests came to, for the second, of which nothing was stored. */
    private static CommitOutcome again(CommitRequest first, Map<CommitRequest, CommitOutcome> outcomes) {
        var outcome = Objects.requireNonNull(outcomes.get(first));
        return outcome instanceof CommitOutcome.Committed(var id, var commit)
                ? new CommitOutcome.Replayed(new StoredAnswer.Succeeded(id, first.json()))
                : outcome;
    }

    private CommitOutcome replayed(IdempotentCall call) {
        var earlier = remembered.get(Owner.of(call));
        return earlier != null && earlier.isOf(call) ? new CommitOutcome.Replayed(earlier.answer()) : reused(call);
    }

    private static boolean sameCall(CommitRequest earlier, IdempotentCall call) {
        return earlier.call().equals(Optional.of(call));
    }

    private static CommitOutcome reused(IdempotentCall call) {
        return new CommitOutcome.KeyReused(call);
    }

    private static CommitOutcome outcome(Decided decided) {
        return switch (decided) {
            case Accepted(var request, var event) -> new CommitOutcome.Committed(event.id(), event.commit());
            case NothingToDo(var request, var at) -> new CommitOutcome.Unchanged(at);
            case Denied(var request, var reason) -> new CommitOutcome.Rejected(reason);
        };
    }
}
