package io.meerkat.api.database;

import io.meerkat.projection.follow.ReadSchema;
import io.meerkat.storage.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What a database says of itself.
 *
 * @param version as {@code server_version_num} has it
 * @param name and {@code user} quoted where SQL needs it
 * @param absent the schemas that Meerkat would have to make
 * @param closed the schemas of Meerkat's names that the user may make nothing in
 */
record DatabaseFacts(
        int version,
        boolean readOnly,
        String name,
        String user,
        boolean mayCreate,
        List<String> absent,
        List<String> closed) {
    static final int VERSION_MIN = 150_000;
    private static final List<String> SCHEMAS = List.of(Migrations.SCHEMA, ReadSchema.CURRENT);

    DatabaseFacts {
        absent = List.copyOf(absent);
        closed = List.copyOf(closed);
    }

    static DatabaseFacts of(Connection connection) throws SQLException {
        try (var question = connection.prepareStatement("""
                select current_setting('server_version_num')::int, current_setting('transaction_read_only') = 'on',
                       quote_ident(current_database()), quote_ident(current_user),
                       has_database_privilege(current_database(), 'create'),
                       array(select s from unnest(?) s where to_regnamespace(s) is null),
                       array(select s from unnest(?) s join pg_namespace n on n.nspname = s
                             where not has_schema_privilege(n.oid, 'create'))
                """)) {
            question.setArray(1, connection.createArrayOf("text", SCHEMAS.toArray()));
            question.setArray(2, connection.createArrayOf("text", SCHEMAS.toArray()));
            try (var answer = question.executeQuery()) {
                answer.next();
                return new DatabaseFacts(
                        answer.getInt(1),
                        answer.getBoolean(2),
                        answer.getString(3),
                        answer.getString(4),
                        answer.getBoolean(5),
                        List.of((String[]) answer.getArray(6).getArray()),
                        List.of((String[]) answer.getArray(7).getArray()));
            }
        }
    }

    Optional<String> objectionToServing() {
        if (version < VERSION_MIN) {
            return Optional.of("it is PostgreSQL %d, and Meerkat needs %d or newer."
                    .formatted(version / 10_000, VERSION_MIN / 10_000));
        } else if (readOnly) {
            return Optional.of("it takes no writes, as a standby does. Name the primary.");
        } else if (!absent.isEmpty() && !mayCreate) {
            return Optional.of("%s may not make schemas there. As its owner: GRANT CREATE ON DATABASE %s TO %s;"
                    .formatted(user, name, user));
        } else if (!closed.isEmpty()) {
            var schemas = String.join(", ", closed);
            return Optional.of("%s may not make tables in its schemas %s. As their owner: ALTER SCHEMA ... OWNER TO %s;"
                    .formatted(user, schemas, user));
        }
        return Optional.empty();
    }

    Optional<String> objectionToReading() {
        return absent.contains(Migrations.SCHEMA)
                ? Optional.of("Meerkat never served from it, for it has no schema %s.".formatted(Migrations.SCHEMA))
                : objectionToServing();
    }
}
