package io.meerkat.storage.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.CommitId;
import io.meerkat.model.Hash;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.StoredAnswer;
import io.meerkat.model.commit.StoredError;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import io.meerkat.storage.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTableIT {
    private static final Duration LIFETIME = Duration.ofMinutes(30);
    private static final StoredAnswer FAILED =
            new StoredAnswer.Failed(new StoredError(409, "AlreadyExistsException", "it's there"));

    private final Database database = TestDatabase.fresh();
    private final IdempotencyTable table = new IdempotencyTable(database, LIFETIME);

    @Test
    void givesBackEveryKindOfAnswer() {
        var commit = new CommitId(Hash.parse("ab".repeat(32)));
        for (StoredAnswer answer : List.of(
                FAILED,
                new StoredAnswer.Succeeded(commit, Optional.empty()),
                new StoredAnswer.Succeeded(commit, Optional.of("{\"a\":1}")),
                new StoredAnswer.Answered("{}"))) {
            var call = call(Instant.now());

            assertThat(table.find(call)).isEmpty();
            assertThat(record(call, answer)).isTrue();
            assertThat(table.find(call)).map(RememberedCall::answer).contains(answer);
            assertThat(table.find(call))
                    .hasValueSatisfying(
                            remembered -> assertThat(remembered.isOf(call)).isTrue());
        }
    }

    @Test
    void theSecondAnswerOfOneKeyIsRefused() {
        var call = call(Instant.now());

        assertThat(record(call, FAILED)).isTrue();
        assertThat(record(call, new StoredAnswer.Answered("other"))).isFalse();
        assertThat(table.find(call)).map(RememberedCall::answer).contains(FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-29M", "PT29M", "PT-31M", "PT31M", "P-400D", "P400D"})
    void aKeyIsRememberedWhateverTheTimeInItAndUsableAgainOnceItLapsed(Duration off) {
        var call = call(Instant.now().plus(off));
        assertThat(record(call, FAILED)).isTrue();
        assertThat(table.find(call)).isPresent();

        for (int round = 0; round < 3; round++) {
            letLapse();
            assertThat(table.find(call)).isEmpty();
            var again = new StoredAnswer.Answered("round " + round);
            assertThat(record(call, again)).isTrue();
            assertThat(table.find(call)).map(RememberedCall::answer).contains(again);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-7, -1, 0, 1, 2, 6})
    void aKeyOfAnyDayLetsTheDaysPartitionBeMadeAndIsStillTheSameKeyThen(int days) {
        var week = new IdempotencyTable(database, Duration.ofDays(7));
        var time = Instant.now().plus(Duration.ofDays(days));
        var call = call(time);
        assertThat(week.record(Map.of(call, FAILED), Instant.now())).isTrue();

        makePartition(time);

        assertThat(week.find(call)).map(RememberedCall::answer).contains(FAILED);
        assertThat(week.record(Map.of(call, new StoredAnswer.Answered("other")), Instant.now()))
                .isFalse();
        assertThat(week.record(Map.of(call(time), FAILED), Instant.now())).isTrue();
    }

    @Test
    void aDatabaseWhoseKeysLieInTheWayOfAPartitionIsMended() {
        var time = Instant.now().plus(Duration.ofDays(2));
        database.execute("""
                insert into idempotency_keys (tenant, principal, key, bucket, route, request)
                values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), ?::timestamptz, 'r', 'r')
                """, Columns.utc(time.truncatedTo(ChronoUnit.DAYS)));

        database.execute(migration("V4__late_keys.sql"));

        makePartition(time);
        assertThat(database.query("select count(*) from idempotency_keys_late").fetchOne(0, Long.class))
                .isEqualTo(1);
    }

    @Test
    void keysOfDifferentPeopleAreDifferent() {
        var mine = call(Instant.now());
        var theirs = new IdempotentCall(mine.tenant(), PrincipalId.SERVER, mine.key(), mine.route(), mine.request());

        assertThat(record(mine, FAILED)).isTrue();
        assertThat(table.find(theirs)).isEmpty();
        assertThat(record(theirs, FAILED)).isTrue();
    }

    private boolean record(IdempotentCall call, StoredAnswer answer) {
        return table.record(Map.of(call, answer), Instant.now());
    }

    private void letLapse() {
        database.execute("update idempotency_keys set recorded_at = recorded_at - interval '30 minutes'");
    }

    /** As housekeeping does it, when that day is tomorrow. */
    private void makePartition(Instant time) {
        var day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        database.execute(
                "create table if not exists idempotency_keys_%s partition of idempotency_keys for values from ('%s 00:00Z') to ('%s 00:00Z')"
                        .formatted(day.format(DateTimeFormatter.BASIC_ISO_DATE), day, day.plusDays(1)));
    }

    private static String migration(String name) {
        try (var sql = IdempotencyTable.class.getResourceAsStream("/db/storage/" + name)) {
            return new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IdempotentCall call(Instant time) {
        var random = new Random();
        long high = time.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000);
        return new IdempotentCall(
                TenantId.DEFAULT,
                PrincipalId.NOBODY,
                new UUID(high, random.nextLong() >>> 2 | 1L << 63),
                "POST /v1/namespaces",
                Hash.parse("cd".repeat(32)));
    }
}
