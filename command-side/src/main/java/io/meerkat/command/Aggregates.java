package io.meerkat.command;

import io.meerkat.command.attempt.AttemptsAggregate;
import io.meerkat.command.axon.Commands;
import io.meerkat.command.branch.BranchAggregate;
import io.meerkat.command.catalog.CatalogAggregate;
import io.meerkat.command.event.EventCodec;
import io.meerkat.command.event.Readers;
import io.meerkat.command.merge.MergeAggregate;
import io.meerkat.command.purge.PurgeAggregate;
import io.meerkat.command.ref.TagAggregate;
import io.meerkat.model.StreamId;
import io.meerkat.storage.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every aggregate that there is, ready for commands. */
public final class Aggregates {
    private Aggregates() {}

    /** For a program that is alone with the database. */
    public static Commands open(Database database) {
        return open(database, new Readers());
    }

    public static Commands open(Database database, Readers readers) {
        return new Commands(
                database,
                EventCodec.current(),
                readers,
                Map.of(
                        StreamId.BRANCH,
                        BranchAggregate::at,
                        StreamId.ATTEMPTS,
                        (stream, head) -> Optional.of(AttemptsAggregate.at(stream))),
                List.of(
                        BranchAggregate.class,
                        TagAggregate.class,
                        CatalogAggregate.class,
                        MergeAggregate.class,
                        PurgeAggregate.class,
                        AttemptsAggregate.class));
    }
}
