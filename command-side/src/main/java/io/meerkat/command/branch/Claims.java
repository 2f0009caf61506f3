package io.meerkat.command.branch;

import io.meerkat.model.CatalogId;
import io.meerkat.model.commit.ClaimRequest;
import io.meerkat.model.commit.Rejection;
import io.meerkat.model.commit.Rejection.LocationTaken;
import io.meerkat.model.event.BranchEvent.LocationClaimed;
import io.meerkat.storage.claim.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The claims that matter to a batch: those stored that overlap a wanted one, and those that the batch has taken. */
final class Claims {
    private final CatalogId catalog;
    private final List<Claim> stored;
    private final List<LocationClaimed> taken = new ArrayList<>();

    Claims(CatalogId catalog, List<Claim> stored) {
        this.catalog = catalog;
        this.stored = stored;
    }

    Optional<Rejection> broken(ClaimRequest wanted) {
        return stored.stream()
                .filter(claim -> blocks(claim, wanted))
                .map(Claim::path)
                .findFirst()
                .or(() -> taken.stream()
                        .filter(claim -> !claim.contentId().equals(wanted.contentId()))
                        .map(LocationClaimed::path)
                        .filter(path -> overlap(path, wanted.path()))
                        .findFirst())
                .map(path -> new LocationTaken(wanted.path(), path));
    }

    List<LocationClaimed> take(List<ClaimRequest> wanted) {
        var claimed = wanted.stream()
                .map(claim -> new LocationClaimed(claim.path(), claim.contentId(), claim.key(), takesOver(claim)))
                .toList();
        taken.addAll(claimed);
        return claimed;
    }

    private boolean blocks(Claim claim, ClaimRequest wanted) {
        boolean foreign = !claim.contentId().equals(wanted.contentId()) && overlap(claim.path(), wanted.path());
        return foreign
                && switch (claim.state()) {
                    case LIVE, PURGING -> true;
                    // Of several creates staged for one name the first to commit gets it.
                    case STAGED ->
                        !claim.catalog().equals(catalog) || !claim.key().equals(wanted.key());
                    case ENDED -> !wanted.named();
                };
    }

    private boolean takesOver(ClaimRequest wanted) {
        return stored.stream()
                .anyMatch(
                        claim -> !claim.contentId().equals(wanted.contentId()) && overlap(claim.path(), wanted.path()));
    }

    private static boolean overlap(String left, String right) {
        return left.equals(right) || left.startsWith(right + "/") || right.startsWith(left + "/");
    }
}
