package io.meerkat.command.branch;

import io.meerkat.model.CatalogId;
import io.meerkat.model.commit.ClaimRequest;
import io.meerkat.model.commit.Rejection;
import io.meerkat.model.commit.Rejection.LocationTaken;
import io.meerkat.model.event.BranchEvent.LocationClaimed;
import io.meerkat.storage.claim.ByPath;
import io.meerkat.storage.claim.Claim;
import java.util.List;
import java.util.Optional;

/** The claims that matter to a batch: those stored that overlap a wanted one, and those that the batch has taken. */
final class Claims {
    private final CatalogId catalog;
    private final ByPath<Claim> stored = new ByPath<>();
    private final ByPath<LocationClaimed> taken = new ByPath<>();

    Claims(CatalogId catalog, List<Claim> stored) {
        this.catalog = catalog;
        stored.forEach(claim -> this.stored.add(claim.path(), claim));
    }

    /** The first of a request's claims that it may not have, be it for another claim of the same request. */
    Optional<Rejection> firstBroken(List<ClaimRequest> wanted) {
        var together = new ByPath<ClaimRequest>();
        for (ClaimRequest claim : wanted) {
            var blocked = blockedBy(claim).or(() -> blockedBy(claim, together));
            if (blocked.isPresent()) {
                return blocked.map(path -> new LocationTaken(claim.path(), path));
            }
            together.add(claim.path(), claim);
        }
        return Optional.empty();
    }

    private Optional<String> blockedBy(ClaimRequest wanted) {
        return stored.overlapping(wanted.path())
                .filter(claim -> blocks(claim, wanted))
                .map(Claim::path)
                .findFirst()
                .or(() -> taken.overlapping(wanted.path())
                        .filter(claim -> !claim.contentId().equals(wanted.contentId()))
                        .map(LocationClaimed::path)
                        .findFirst());
    }

    private static Optional<String> blockedBy(ClaimRequest wanted, ByPath<ClaimRequest> together) {
        return together.overlapping(wanted.path())
                .filter(claim -> !claim.contentId().equals(wanted.contentId()))
                .map(ClaimRequest::path)
                .findFirst();
    }

    List<LocationClaimed> take(List<ClaimRequest> wanted) {
        var claimed = wanted.stream()
                .map(claim -> new LocationClaimed(claim.path(), claim.contentId(), claim.key(), takesOver(claim)))
                .toList();
        claimed.forEach(claim -> taken.add(claim.path(), claim));
        return claimed;
    }

    private boolean blocks(Claim claim, ClaimRequest wanted) {
        return !claim.contentId().equals(wanted.contentId())
                && switch (claim.state()) {
                    case LIVE, PURGING -> true;
                    // Of several creates staged for one name the first to commit gets it.
                    case STAGED ->
                        !claim.catalog().equals(catalog) || !claim.key().equals(wanted.key());
                    case ENDED -> !wanted.named();
                };
    }

    private boolean takesOver(ClaimRequest wanted) {
        return stored.overlapping(wanted.path())
                .anyMatch(claim -> !claim.contentId().equals(wanted.contentId()));
    }
}
