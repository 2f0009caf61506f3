package io.meerkat.projection.audit;

import io.meerkat.model.BranchId;
import io.meerkat.model.BranchPurpose;
import io.meerkat.model.CommitId;
import io.meerkat.model.RefName;
import io.meerkat.model.TagId;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.BranchEvent.BranchCreated;
import io.meerkat.model.event.BranchEvent.BranchDeleted;
import io.meerkat.model.event.BranchEvent.BranchMoved;
import io.meerkat.model.event.BranchEvent.BranchRenamed;
import io.meerkat.model.event.TagEvent.TagCreated;
import io.meerkat.model.event.TagEvent.TagDeleted;
import io.meerkat.model.event.TagEvent.TagRenamed;
import io.meerkat.projection.audit.Fact.Place;
import io.meerkat.projection.audit.Fact.Resource;
import io.meerkat.projection.audit.Fact.Result.Success;
import io.meerkat.projection.follow.RecordedEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was done to branches and tags as a whole. */
final class RefFacts {
    private RefFacts() {}

    static Fact created(RecordedEvent recorded, BranchCreated event) {
        return fact(
                recorded,
                event.tenant(),
                "create_branch",
                branch(event.branch(), event.name()),
                Place.in(event.catalog()).on(event.branch()),
                purpose(event.purpose()).with("from", event.from().map(CommitId::hex)));
    }

    /** Nothing of a branch that is for anything. */
    private static Details purpose(BranchPurpose purpose) {
        var details = new Details();
        if (purpose.type() != BranchPurpose.Type.EXPERIMENTAL) {
            details.with("purpose", purpose.type().name().toLowerCase(Locale.ROOT));
        }
        if (purpose.isPartial()) {
            details.with(
                    "tables",
                    purpose.writable().stream()
                            .map(key -> key.identifier().toString())
                            .toList());
        }
        return details;
    }

    /** Where a branch starts its creation tells. */
    static List<Fact> moved(RecordedEvent recorded, BranchMoved event) {
        return switch (event.reason()) {
            case STARTED -> List.of();
            case RESET, FAST_FORWARD, REBASE ->
                List.of(fact(
                        recorded,
                        event.tenant(),
                        action(event.reason()),
                        branch(event.branch(), event.name()),
                        Place.in(event.catalog()).on(event.branch()),
                        new Details().with("to", event.to().commit().hex())));
        };
    }

    private static String action(BranchMoved.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT) + "_branch";
    }

    static Fact renamed(RecordedEvent recorded, BranchRenamed event) {
        return fact(
                recorded,
                event.tenant(),
                "rename_branch",
                branch(event.branch(), event.name()),
                Place.in(event.catalog()).on(event.branch()),
                new Details().with("to", event.to().value()));
    }

    static Fact deleted(RecordedEvent recorded, BranchDeleted event) {
        return fact(
                recorded,
                event.tenant(),
                "delete_branch",
                branch(event.branch(), event.name()),
                Place.in(event.catalog()).on(event.branch()),
                new Details());
    }

    static Fact created(RecordedEvent recorded, TagCreated event) {
        return fact(
                recorded,
                event.tenant(),
                "create_tag",
                tag(event.tag(), event.name()),
                Place.in(event.catalog()),
                new Details().with("commit", event.commit().hex()));
    }

    static Fact renamed(RecordedEvent recorded, TagRenamed event) {
        return fact(
                recorded,
                event.tenant(),
                "rename_tag",
                tag(event.tag(), event.name()),
                Place.in(event.catalog()),
                new Details().with("to", event.to().value()));
    }

    static Fact deleted(RecordedEvent recorded, TagDeleted event) {
        return fact(
                recorded,
                event.tenant(),
                "delete_tag",
                tag(event.tag(), event.name()),
                Place.in(event.catalog()),
                new Details());
    }

    private static Fact fact(
            RecordedEvent recorded, TenantId tenant, String action, Resource resource, Place place, Details details) {
        return new Fact(tenant, recorded.time(), recorded.by(), action, resource, place, new Success(), details.json());
    }

    private static Resource branch(BranchId branch, RefName name) {
        return new Resource("branch", Optional.of(branch.value()), name.value());
    }

    private static Resource tag(TagId tag, RefName name) {
        return new Resource("tag", Optional.of(tag.value()), name.value());
    }
}
