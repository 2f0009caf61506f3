package io.meerkat.projection.audit;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.Commitment;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.RecordedBy;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One thing that somebody did or tried. {@code details} is a JSON object. */
record Fact(
        TenantId tenant,
        Instant time,
        RecordedBy by,
        String action,
        Resource resource,
        Place place,
        Result result,
        String details) {

    /** What it was done to; no id where it was never found, its name as far as it is known. */
    record Resource(String type, Optional<UUID> id, String name) {}

    /** Where in the catalogs it happened, as far as it happened in one. */
    record Place(
            Optional<CatalogId> catalog,
            Optional<BranchId> branch,
            Optional<CommitId> commit,
            Optional<Commitment> message) {
        static final Place NOWHERE = new Place(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        static Place in(CatalogId catalog) {
            return new Place(Optional.of(catalog), Optional.empty(), Optional.empty(), Optional.empty());
        }

        Place on(BranchId of) {
            return new Place(catalog, Optional.of(of), commit, message);
        }

        Place at(CommitId of, Commitment with) {
            return new Place(catalog, branch, Optional.of(of), Optional.of(with));
        }
    }

    /** How it ended. */
    sealed interface Result {
        record Success() implements Result {}

        record Failure(int status, String error) implements Result {}
    }
}
