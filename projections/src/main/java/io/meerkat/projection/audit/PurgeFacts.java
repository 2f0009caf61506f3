package io.meerkat.projection.audit;

import io.meerkat.model.CommitId;
import io.meerkat.model.event.PurgeEvent;
import io.meerkat.model.event.PurgeEvent.PurgeCompleted;
import io.meerkat.model.event.PurgeEvent.PurgeRequested;
import io.meerkat.projection.audit.Fact.Place;
import io.meerkat.projection.audit.Fact.Resource;
import io.meerkat.projection.audit.Fact.Result.Success;
import io.meerkat.projection.follow.RecordedEvent;
import java.util.Optional;

/** What became of the files of dropped tables: that their deletion was asked for, and that it was done. */
final class PurgeFacts {
    private PurgeFacts() {}

    static Fact of(RecordedEvent recorded, PurgeEvent event) {
        return switch (event) {
            case PurgeRequested requested ->
                fact(
                        recorded,
                        event,
                        "request_purge_table",
                        Place.in(event.catalog()).on(requested.branch()),
                        details(event.commit()));
            case PurgeCompleted completed ->
                fact(
                        recorded,
                        event,
                        "purge_table",
                        Place.in(event.catalog()),
                        details(event.commit())
                                .with("files", Long.toString(completed.files()))
                                .with("bytes", Long.toString(completed.bytes()))
                                .with("kept", Long.toString(completed.kept())));
        };
    }

    private static Fact fact(RecordedEvent recorded, PurgeEvent event, String action, Place place, Details details) {
        return new Fact(
                event.tenant(),
                recorded.time(),
                recorded.by(),
                action,
                new Resource(
                        "table",
                        Optional.of(event.contentId().value()),
                        event.key().identifier().toString()),
                place,
                new Success(),
                details.json());
    }

    private static Details details(CommitId dropped) {
        return new Details().with("dropped_by", dropped.hex());
    }
}
