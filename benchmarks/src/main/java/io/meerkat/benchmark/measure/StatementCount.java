package io.meerkat.benchmark.measure;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** Asks pg_stat_statements of one database how many statements it has run; nothing where that is not loaded. */
public record StatementCount(String jdbcUrl) {
    private static final String QUESTION = """
        select coalesce(sum(calls), 0) from pg_stat_statements
        where dbid = (select oid from pg_database where datname = current_database())
          and query not like '%pg_stat_statements%'\
        """;

    Optional<Long> read() {
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(QUESTION)) {
            return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
        } catch (SQLException e) {
            return Optional.empty();
        }
    }
}
