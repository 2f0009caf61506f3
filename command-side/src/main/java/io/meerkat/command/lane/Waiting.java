package io.meerkat.command.lane;

import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitRequest;
import java.util.concurrent.CompletableFuture;

/** A request in a lane, and who waits for its outcome. */
record Waiting(CommitRequest request, long weight, CompletableFuture<CommitOutcome> outcome) {
    static Waiting of(CommitRequest request) {
        return new Waiting(request, request.weight(), new CompletableFuture<>());
    }
}
