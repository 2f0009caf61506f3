package io.meerkat.projection.audit;

import io.meerkat.model.event.MergeEvent;
import io.meerkat.model.event.MergeEvent.MergeAborted;
import io.meerkat.model.event.MergeEvent.MergeAnswered;
import io.meerkat.model.event.MergeEvent.MergeCompleted;
import io.meerkat.model.event.MergeEvent.MergeOpened;
import io.meerkat.projection.audit.Fact.Place;
import io.meerkat.projection.audit.Fact.Resource;
import io.meerkat.projection.audit.Fact.Result.Success;
import io.meerkat.projection.follow.RecordedEvent;
import java.util.Optional;

/** What happened to merges that were not done at once. */
final class MergeFacts {
    private MergeFacts() {}

    static Fact of(RecordedEvent recorded, MergeEvent event) {
        return switch (event) {
            case MergeOpened opened ->
                fact(
                        recorded,
                        event,
                        "open_merge",
                        Place.in(event.catalog()).on(opened.branch()),
                        new Details()
                                .with("branch", Optional.of(opened.branchName().value()))
                                .with("plan", Optional.of(opened.plan())));
            case MergeAnswered answered ->
                fact(recorded, event, "resolve_conflicts", Place.in(event.catalog()), answers(answered));
            case MergeCompleted completed ->
                fact(
                        recorded,
                        event,
                        "complete_merge",
                        Place.in(event.catalog()),
                        new Details().with("commit", completed.commit().hex()));
            case MergeAborted aborted -> fact(recorded, event, "abort_merge", Place.in(event.catalog()), new Details());
        };
    }

    private static Details answers(MergeAnswered event) {
        var details = new Details();
        event.answers().forEach((conflict, answer) -> details.with(conflict, answer.or(() -> Optional.of("none"))));
        return details;
    }

    private static Fact fact(RecordedEvent recorded, MergeEvent event, String action, Place place, Details details) {
        var merge = event.merge();
        return new Fact(
                event.tenant(),
                recorded.time(),
                recorded.by(),
                action,
                new Resource("merge", Optional.of(merge.value()), merge.toString()),
                place,
                new Success(),
                details.json());
    }
}
