package io.meerkat.model.commit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.meerkat.model.Actor;
import io.meerkat.model.Fragment;
import io.meerkat.model.SaltedText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Collects the parts of a {@link CommitRequest}. */
public final class CommitRequestBuilder {
    private final Actor actor;
    private final SaltedText message;
    private final List<Predicate> predicates = new ArrayList<>();
    private final List<Edit> edits = new ArrayList<>();
    private final List<Fragment> fragments = new ArrayList<>();
    private final List<ClaimRequest> claims = new ArrayList<>();
    private final List<Allocation> allocations = new ArrayList<>();
    private final List<PurgeRequest> purges = new ArrayList<>();
    private Optional<IdempotentCall> call = Optional.empty();
    private Optional<String> json = Optional.empty();
    private Links links = Links.NONE;
    private Optional<Ending> finishes = Optional.empty();
    private Function<Rejection, Optional<StoredError>> finalError = reason -> Optional.empty();

    CommitRequestBuilder(Actor actor, SaltedText message) {
        this.actor = actor;
        this.message = message;
    }

    @CanIgnoreReturnValue
    public CommitRequestBuilder relyOn(Predicate predicate) {
        predicates.add(predicate);
        return this;
    }

    @CanIgnoreReturnValue
    public CommitRequestBuilder edit(Edit edit) {
        edits.add(edit);
        return this;
    }

    @CanIgnoreReturnValue
    public CommitRequestBuilder store(Collection<Fragment> more) {
        fragments.addAll(more);
        return this;
    }

    @CanIgnoreReturnValue
    public CommitRequestBuilder claim(ClaimRequest claim) {
        claims.add(claim);
        return this;
    }

    @CanIgnoreReturnValue
    public CommitRequestBuilder allocate(Allocation allocation) {
        allocations.add(allocation);
        return this;
    }

    @CanIgnoreReturnValue
    public CommitRequestBuilder purge(PurgeRequest purge) {
        purges.add(purge);
        return this;
    }

    /** The idempotency key it came with, and which rejections are final under it. */
    @CanIgnoreReturnValue
    public CommitRequestBuilder answering(
            Optional<IdempotentCall> of, Function<Rejection, Optional<StoredError>> errors) {
        call = of;
        finalError = errors;
        return this;
    }

    /** What to remember as the answer, where that is no content of the catalog. */
    @CanIgnoreReturnValue
    public CommitRequestBuilder answerJson(String answer) {
        json = Optional.of(answer);
        return this;
    }

    @CanIgnoreReturnValue
    public CommitRequestBuilder link(Links to) {
        links = to;
        return this;
    }

    /** Ends an open merge with the commit. */
    @CanIgnoreReturnValue
    public CommitRequestBuilder finish(Optional<Ending> merge) {
        finishes = merge;
        return this;
    }

    public CommitRequest build() {
        return new CommitRequest(
                actor,
                message,
                predicates,
                edits,
                fragments,
                claims,
                allocations,
                purges,
                call,
                json,
                links,
                finishes,
                finalError);
    }
}
