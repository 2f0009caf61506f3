package io.meerkat.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.CatalogId;
import io.meerkat.model.ContentId;
import io.meerkat.model.LineId;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.TenantId;
import io.meerkat.storage.claim.Claim;
import io.meerkat.storage.claim.ClaimTable;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HousekeepingIT {
    private static final TenantId TENANT = TenantId.DEFAULT;

    private final Database database = TestDatabase.fresh();
    private final Housekeeping housekeeping = new Housekeeping(database);

    @Test
    void keepsOneEventPartitionAheadOfTheOneInUse() {
        database.query("select setval('event_positions', 10000000)").fetch();

        housekeeping.makePartitions();
        housekeeping.makePartitions();

        assertThat(partitions("events_")).containsExactly("events_0", "events_1", "events_2");
    }

    @Test
    void makesThePartitionsOfIdempotencyKeysForTodayAndTomorrow() {
        database.execute("drop table " + partitions("idempotency_keys_2").getLast());

        housekeeping.makePartitions();

        assertThat(partitions("idempotency_keys_2")).hasSize(2);
    }

    @Test
    void forgetsStagedCreatesThatHaveLapsedAndNoOtherClaim() {
        var claims = new ClaimTable(database);
        claims.take(TENANT, new LineId(UUID.randomUUID()), 0, List.of(claim("/w/live", Claim.State.LIVE)));
        claims.stage(TENANT, claim("/w/staged", Claim.State.STAGED), Duration.ofHours(1));
        claims.stage(TENANT, claim("/w/lapsed", Claim.State.STAGED), Duration.ZERO);

        assertThat(housekeeping.forgetLapsedStages()).isEqualTo(1);

        assertThat(claims.overlapping(TENANT, List.of("/w/live", "/w/staged", "/w/lapsed")))
                .extracting(Claim::path)
                .containsExactlyInAnyOrder("/w/live", "/w/staged");
    }

    @Test
    void forgetsAfterADayWhatWasSweptUp() {
        for (int hours : List.of(23, 25)) {
            database.execute(
                    "insert into swept values (?, ?, clock_timestamp() - make_interval(hours => ?))",
                    TENANT.value(),
                    new byte[] {(byte) hours},
                    hours);
        }

        assertThat(housekeeping.forgetSweptFiles()).isEqualTo(1);
        assertThat(housekeeping.forgetSweptFiles()).isZero();
    }

    private static Claim claim(String path, Claim.State state) {
        var key = NamespacePath.of("a").object("b").key();
        return new Claim(path, new ContentId(UUID.randomUUID()), new CatalogId(new UUID(0, 0)), key, state);
    }

    private List<String> partitions(String prefix) {
        return database.query("""
                        select relname from pg_class
                        where relkind = 'r' and relispartition and starts_with(relname, ?) order by relname
                        """, prefix).fetch(0, String.class);
    }
}
