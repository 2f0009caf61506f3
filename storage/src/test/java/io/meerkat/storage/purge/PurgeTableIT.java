package io.meerkat.storage.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.ContentId;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.PurgeEvent.PurgeRequested;
import io.meerkat.storage.Database;
import io.meerkat.storage.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may work on a purge. */
class PurgeTableIT {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final PurgeRequested REQUESTED = new PurgeRequested(
            TenantId.DEFAULT,
            new CatalogId(UUID.randomUUID()),
            new BranchId(UUID.randomUUID()),
            CommitId.parse("aa".repeat(32)),
            NamespacePath.of("sales").object("orders").key(),
            new ContentId(UUID.randomUUID()));

    private final Database database = new Database(TestDatabase.freshSource());
    private final PurgeTable table = new PurgeTable(database);

    @BeforeEach
    void request() {
        table.add(REQUESTED, Instant.now().minusSeconds(10));
    }

    private List<Purge> taken() {
        return table.take(Duration.ZERO, LEASE, 100);
    }

    private void letLeasesLapse() {
        database.execute("update purges set leased_until = clock_timestamp()");
    }

    @Test
    void nobodyTakesWhatAnotherHolds() {
        assertThat(taken()).hasSize(1);
        assertThat(taken()).isEmpty();
    }

    @Test
    void whoeverTakesALapsedPurgeIsItsOnlyOwner() {
        var first = taken().getFirst();
        letLeasesLapse();
        assertThat(table.renew(first.owner(), LEASE)).isEqualTo(1);
        letLeasesLapse();
        var second = taken().getFirst();

        assertThat(table.renew(first.owner(), LEASE)).isZero();
        assertThat(table.begin(first)).isFalse();
        assertThat(table.giveBack(first, "a problem")).isFalse();
        assertThat(table.finish(first, Instant.now())).isFalse();
        assertThat(table.open()).isEqualTo(new PurgeTable.Open(1, 0));

        assertThat(table.renew(second.owner(), LEASE)).isEqualTo(1);
        assertThat(table.begin(second)).isTrue();
        assertThat(table.finish(second, Instant.now())).isTrue();
        assertThat(table.open()).isEqualTo(new PurgeTable.Open(0, 0));
    }

    @Test
    void whatIsGivenBackIsNobodysAndWaitsForItsLease() {
        var purge = taken().getFirst();

        assertThat(table.giveBack(purge, "a problem")).isTrue();

        assertThat(table.renew(purge.owner(), LEASE)).isZero();
        assertThat(table.open()).isEqualTo(new PurgeTable.Open(1, 1));
        assertThat(taken()).isEmpty();
        letLeasesLapse();
        assertThat(taken()).hasSize(1);
    }

    @Test
    void askedForAgainItHasNoOwner() {
        var purge = taken().getFirst();
        table.add(REQUESTED, Instant.now());
        assertThat(table.finish(purge, Instant.now())).isFalse();
    }
}
