package io.meerkat.model.commit;

import io.meerkat.model.Actor;
import io.meerkat.model.Fragment;
import io.meerkat.model.SaltedText;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One commit as it is asked for. All or nothing: every predicate must hold at the moment of the decision, then every
 * edit is applied. {@code finalError} says how a rejection will be answered, empty where the caller means to try again
 * on newer state, so that an idempotency key remembers final answers only. A request with links is a commit although it
 * may change nothing. {@code finishes} is the open merge that ends with the commit.
 */
public record CommitRequest(
        Actor actor,
        SaltedText message,
        List<Predicate> predicates,
        List<Edit> edits,
        List<Fragment> fragments,
        List<ClaimRequest> claims,
        List<Allocation> allocations,
        List<PurgeRequest> purges,
        Optional<IdempotentCall> call,
        Optional<String> json,
        Links links,
        Optional<Ending> finishes,
        Function<Rejection, Optional<StoredError>> finalError) {
    public CommitRequest {
        predicates = List.copyOf(predicates);
        edits = List.copyOf(edits);
        fragments = List.copyOf(fragments);
        claims = List.copyOf(claims);
        allocations = List.copyOf(allocations);
        purges = List.copyOf(purges);
    }

    public static CommitRequestBuilder by(Actor actor, SaltedText message) {
        return new CommitRequestBuilder(actor, message);
    }

    /** About how many bytes storing it takes: what the queue of a branch is bounded by. */
    public long weight() {
        return 512L * Math.max(1, edits.size())
                + fragments.stream()
                        .mapToLong(fragment -> fragment.text().length())
                        .sum()
                + edits.stream()
                        .mapToLong(edit -> edit.updates().map(String::length).orElse(0))
                        .sum();
    }
}
