package io.meerkat.conformance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What a {@link CommitLog} says, asked of the database: for hundreds of thousands of commits. */
public record LongLog(String jdbcUrl) {
    private static final String BY_TAG = """
            select tag, count(*) from (
                select distinct c.id, found[1] as tag
                from meerkat.catalogs k
                join meerkat.commits c on c.line = k.main
                join meerkat.events e on e.stream = c.tenant || '/branch/' || k.main and e.seq = c.seq
                left join meerkat.texts t on t.tenant = c.tenant and t.commitment = c.message
                cross join lateral regexp_matches(
                    convert_from(e.payload || coalesce(t.text, ''), 'UTF8'), ?, 'g') as found
                where k.name = 'default') tagged
            group by tag
            """;
    private static final String BRANCHINGS = """
            select 'all', count(*) from (
                select c.parents, lag(c.id) over (order by c.generation) as before
                from meerkat.catalogs k join meerkat.commits c on c.line = k.main
                where k.name = 'default') walk
            where before is not null and parents <> array[before]
            """;

    public static LongLog in(Path data) {
        return new LongLog(CommitLog.jdbcUrl(data));
    }

    /** Every commit has one parent, the one before it. */
    public void requireLinear() {
        assertThat(ask(BRANCHINGS)).containsEntry("all", 0L);
    }

    /** How many commits each tag that matches is found in. */
    public Map<String, Long> commitsByTag(Pattern tag) {
        return ask(BY_TAG, "(" + tag.pattern() + ")");
    }

    private Map<String, Long> ask(String sql, String... values) {
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return counts(statement.executeQuery());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Long> counts(ResultSet rows) throws SQLException {
        var counts = new HashMap<String, Long>();
        while (rows.next()) {
            counts.put(rows.getString(1), rows.getLong(2));
        }
        return counts;
    }
}
