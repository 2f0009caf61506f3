package io.meerkat.storage.idempotency;

import io.meerkat.model.CommitId;
import io.meerkat.model.Hash;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.StoredAnswer;
import io.meerkat.model.commit.StoredError;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;

/** Answers by idempotency key, for at least their lifetime. */
public final class IdempotencyTable {
    /**
     * Where keys go whose own time is far from the clock or on a day without a partition, and stay: they expire by
     * arrival. A row of such a day in the default partition would keep the day's partition from ever being made.
     */
    private static final OffsetDateTime LATE = OffsetDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC);

    private final Database database;
    private final Duration lifetime;

    public IdempotencyTable(Database database, Duration lifetime) {
        this.database = database;
        this.lifetime = lifetime;
    }

    /** Whose key it is. */
    public record Owner(TenantId tenant, PrincipalId principal, UUID key) {
        public static Owner of(IdempotentCall call) {
            return new Owner(call.tenant(), call.principal(), call.key());
        }
    }

    public Optional<RememberedCall> find(IdempotentCall call) {
        return Optional.ofNullable(find(List.of(call)).get(Owner.of(call)));
    }

    /** What is remembered of these calls; one that was never answered is left out. */
    public Map<Owner, RememberedCall> find(Collection<IdempotentCall> calls) {
        return database.query(
                        """
                        select k.* from unnest(?, ?, ?, ?) as c(tenant, principal, key, day)
                        join idempotency_keys k on k.tenant = c.tenant and k.principal = c.principal
                                               and k.key = c.key and k.bucket in (c.day, ?::timestamptz)
                        where k.recorded_at > clock_timestamp() - make_interval(secs => ?)
                        """,
                        Columns.uuids(calls, c -> c.tenant().value()),
                        Columns.uuids(calls, c -> c.principal().value()),
                        Columns.uuids(calls, IdempotentCall::key),
                        Columns.times(calls, c -> day(c.time()).toInstant()),
                        LATE,
                        (double) lifetime.toSeconds())
                .fetchMap(IdempotencyTable::owner, IdempotencyTable::remembered);
    }

    /**
     * Remembers answers; one that has lapsed makes room.
     *
     * @return false if one of the keys has an answer already, from a transaction that was faster: nothing of this one
     *     may stay
     */
    public boolean record(Map<IdempotentCall, StoredAnswer> answers, Instant now) {
        var calls = answers.keySet();
        int recorded = database.execute(
                """
                        insert into idempotency_keys (tenant, principal, key, bucket, route, request,
                                                      commit_id, json, status, error_type, message)
                        select tenant, principal, key,
                               case when to_regclass('idempotency_keys_' || to_char(day at time zone 'UTC', 'YYYYMMDD'))
                                         is null
                                      or exists (select from idempotency_keys late
                                                 where late.tenant = k.tenant and late.principal = k.principal
                                                   and late.key = k.key and late.bucket = ?::timestamptz)
                                    then ?::timestamptz else day end,
                               route, request, commit_id, json, status, error, message
                        from unnest(?, ?, ?, ?, ?, ?,
                                    ?, ?, ?, ?, ?)
                            as k(tenant, principal, key, day, route, request, commit_id, json, status, error, message)
                        order by tenant, principal, key
                        on conflict (tenant, principal, key, bucket) do update
                        set route = excluded.route, request = excluded.request, recorded_at = excluded.recorded_at,
                            commit_id = excluded.commit_id, json = excluded.json, status = excluded.status,
                            error_type = excluded.error_type, message = excluded.message
                        where idempotency_keys.recorded_at <= clock_timestamp() - make_interval(secs => ?)
                        """,
                LATE,
                LATE,
                Columns.uuids(calls, c -> c.tenant().value()),
                Columns.uuids(calls, c -> c.principal().value()),
                Columns.uuids(calls, IdempotentCall::key),
                Columns.times(calls, c -> bucket(c, now).toInstant()),
                Columns.texts(calls, IdempotentCall::route),
                Columns.bytes(calls, c -> c.request().bytes()),
                Columns.bytes(
                        answers.values(),
                        a -> commit(a).map(id -> id.hash().bytes()).orElse(null)),
                Columns.texts(answers.values(), a -> json(a).orElse(null)),
                Columns.ints(
                        answers.values(), a -> error(a).map(StoredError::status).orElse(null)),
                Columns.texts(
                        answers.values(), a -> error(a).map(StoredError::type).orElse(null)),
                Columns.texts(
                        answers.values(),
                        a -> error(a).map(StoredError::message).orElse(null)),
                (double) lifetime.toSeconds());
        return recorded == answers.size();
    }

    private OffsetDateTime bucket(IdempotentCall call, Instant now) {
        return Duration.between(call.time(), now).abs().compareTo(lifetime) > 0 ? LATE : day(call.time());
    }

    private static OffsetDateTime day(Instant time) {
        return Columns.utc(time.truncatedTo(ChronoUnit.DAYS));
    }

    private static Optional<CommitId> commit(StoredAnswer answer) {
        return switch (answer) {
            case StoredAnswer.Succeeded(var commit, var json) -> Optional.of(commit);
            case StoredAnswer.Answered answered -> Optional.empty();
            case StoredAnswer.Failed failed -> Optional.empty();
        };
    }

    private static Optional<String> json(StoredAnswer answer) {
        return switch (answer) {
            case StoredAnswer.Succeeded(var commit, var json) -> json;
            case StoredAnswer.Answered(var json) -> Optional.of(json);
            case StoredAnswer.Failed failed -> Optional.empty();
        };
    }

    private static Optional<StoredError> error(StoredAnswer answer) {
        return answer instanceof StoredAnswer.Failed(var error) ? Optional.of(error) : Optional.empty();
    }

    private static Owner owner(Record row) {
        return new Owner(
                new TenantId(row.get("tenant", UUID.class)),
                new PrincipalId(row.get("principal", UUID.class)),
                row.get("key", UUID.class));
    }

    private static RememberedCall remembered(Record row) {
        return new RememberedCall(
                row.get("route", String.class), Hash.of(row.get("request", byte[].class)), answer(row));
    }

    private static StoredAnswer answer(Record row) {
        var json = Optional.ofNullable(row.get("json", String.class));
        var status = Optional.ofNullable(row.get("status", Integer.class));
        if (status.isPresent()) {
            return new StoredAnswer.Failed(new StoredError(
                    status.get(), row.get("error_type", String.class), row.get("message", String.class)));
        }
        return Optional.ofNullable(row.get("commit_id", byte[].class))
                .<StoredAnswer>map(id -> new StoredAnswer.Succeeded(new CommitId(Hash.of(id)), json))
                .orElseGet(() -> new StoredAnswer.Answered(json.orElse("")));
    }
}
