package io.meerkat.api.iceberg.table;

import io.meerkat.model.ContentId;
import io.meerkat.model.ObjectName;
import io.meerkat.model.commit.Allocation;
import io.meerkat.model.commit.ClaimRequest;
import io.meerkat.model.commit.CommitRequestBuilder;
import io.meerkat.model.commit.Edit;
import io.meerkat.model.commit.Predicate;
import java.util.List;
import java.util.Optional;

/**
 * One table's part of a commit: what it does in words, what it relies on, what it stores, and the metadata file that is
 * written for it and discarded if the commit is lost.
 */
record TableChange(
        ObjectName name,
        ContentId contentId,
        boolean isNew,
        String message,
        Prepared prepared,
        String file,
        List<Predicate> predicates,
        Optional<ClaimRequest> claim,
        Optional<Allocation> allocation,
        Optional<String> updates) {

    void addTo(CommitRequestBuilder request) {
        predicates.forEach(request::relyOn);
        request.edit(new Edit.Put(name, contentId, prepared.content(), updates));
        request.store(prepared.fragments());
        claim.ifPresent(request::claim);
        allocation.ifPresent(request::allocate);
    }

    /** The table as it is once this is committed. Ids that were allocated elsewhere are in its metadata already. */
    Served served() {
        return Served.of(contentId, prepared, Optional.empty());
    }

    static Allocation allocation(ContentId id, Prepared prepared) {
        var fields = prepared.content().fields();
        return new Allocation(id, fields.lastColumnId(), fields.lastPartitionId());
    }
}
