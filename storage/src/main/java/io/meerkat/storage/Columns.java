package io.meerkat.storage;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Rows turned into one array a column, for {@code insert ... select from unnest(...)}: one statement for any number. */
public final class Columns {
    private Columns() {}

    public static <T> Field<?> bytes(Collection<T> rows, Function<T, byte @Nullable []> value) {
        return SqlArray.of("bytea", rows.stream().map(value).toArray(byte[][]::new));
    }

    public static <T> Field<?> uuids(Collection<T> rows, Function<T, @Nullable UUID> value) {
        return SqlArray.of("uuid", rows.stream().map(value).toArray());
    }

    public static <T> Field<?> texts(Collection<T> rows, Function<T, @Nullable String> value) {
        return SqlArray.of("text", rows.stream().map(value).toArray());
    }

    public static <T> Field<?> longs(Collection<T> rows, Function<T, Long> value) {
        return SqlArray.of("bigint", rows.stream().map(value).toArray());
    }

    public static <T> Field<?> ints(Collection<T> rows, Function<T, @Nullable Integer> value) {
        return SqlArray.of("int", rows.stream().map(value).toArray());
    }

    public static <T> Field<?> times(Collection<T> rows, Function<T, Instant> value) {
        return SqlArray.of("timestamptz", rows.stream().map(value).toArray());
    }

    public static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
