package io.meerkat.benchmark.micro.sample;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.Change;
import io.meerkat.model.Changes;
import io.meerkat.model.Commit;
import io.meerkat.model.CommitId;
import io.meerkat.model.Commitment;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** A commit that changed so many tables. */
public final class SampleCommit {
    public static final CatalogId CATALOG = new CatalogId(new UUID(1, 1));
    public static final BranchId BRANCH = new BranchId(new UUID(1, 2));
    public static final Instant TIME = Instant.parse("2026-11-20T12:00:00Z");

    private static final int TABLES = 1_000_000;
    private static final String UPDATES = """
            [{"action":"set-properties","updates":{"team.setting.1":"another value of setting 1"}}]""";

    private SampleCommit() {}

    public static Changes changes(int count, RandomGenerator random) {
        var changes = new ArrayList<Change>();
        new SampleCatalog(TABLES)
                .edits(count, random)
                .forEach((key, after) -> changes.add(
                        new Change(key, Optional.of(SampleCatalog.table(random)), after, Optional.of(UPDATES))));
        return Changes.of(changes);
    }

    public static Commit of(Changes changes, RandomGenerator random) {
        return new Commit(
                TenantId.DEFAULT,
                CATALOG,
                List.of(new CommitId(SampleCatalog.hash(random))),
                List.of(),
                SampleCatalog.hash(random),
                1 + random.nextInt(TABLES),
                PrincipalId.NOBODY,
                TIME,
                new Commitment(SampleCatalog.hash(random)),
                changes.hash());
    }

    public static CommitRecorded recorded(int changes, RandomGenerator random) {
        var changed = changes(changes, random);
        var commit = of(changed, random);
        return new CommitRecorded(BRANCH, commit.id(), commit, changed, List.of());
    }
}
