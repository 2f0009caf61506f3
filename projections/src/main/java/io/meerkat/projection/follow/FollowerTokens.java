package io.meerkat.projection.follow;

import io.meerkat.storage.event.Position;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;

/** Axon's view of the {@link TokenTable}. */
final class FollowerTokens implements TokenStore {
    private final TokenTable table;
    private final TokenForm form;

    FollowerTokens(TokenTable table, TokenForm form) {
        this.table = table;
        this.form = form;
    }

    @Override
    public void initializeTokenSegments(String follower, int segments, @Nullable TrackingToken first) {
        for (int segment = 0; segment < segments; segment++) {
            table.begin(follower, segment, position(first));
        }
    }

    /** Inside a batch the token waits for the batch's transaction, to move together with its rows. */
    @Override
    public void storeToken(@Nullable TrackingToken token, String follower, int segment) {
        Batch.current()
                .ifPresentOrElse(
                        batch -> batch.endAt(segment, position(token)),
                        () -> require(table.move(follower, segment, position(token)), follower));
    }

    @Override
    public TrackingToken fetchToken(String follower, int segment) {
        return table.claim(follower, segment).map(form.token()).orElseThrow(() -> claimedElsewhere(follower));
    }

    @Override
    public void extendClaim(String follower, int segment) {
        require(table.renew(follower, segment), follower);
    }

    @Override
    public void releaseClaim(String follower, int segment) {
        table.release(follower, segment);
    }

    @Override
    public int[] fetchSegments(String follower) {
        return table.segments(follower);
    }

    private Position position(@Nullable TrackingToken token) {
        return token == null ? Position.BEFORE_ALL : form.position().apply(token);
    }

    static void require(boolean claimed, String follower) {
        if (!claimed) {
            throw claimedElsewhere(follower);
        }
    }

    private static UnableToClaimTokenException claimedElsewhere(String follower) {
        return new UnableToClaimTokenException(
                "this node does not hold the claim on follower '%s'".formatted(follower));
    }
}
