package io.meerkat.conformance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All commits of the branch {@code main} of the catalog {@code default}, oldest first.
 *
 * @param commits each with the text of its event and message, by which a change that carries a tag is found again
 */
public record CommitLog(List<LoggedCommit> commits) {
    private static final String ALL = """
            select c.id, c.parents, c.generation, e.payload, coalesce(t.text, '') as text
            from meerkat.catalogs k
            join meerkat.commits c on c.line = k.main
            join meerkat.events e on e.stream = c.tenant || '/branch/' || k.main and e.seq = c.seq
            left join meerkat.texts t on t.tenant = c.tenant and t.commitment = c.message
            where k.name = 'default'
            order by c.generation
            """;

    public record LoggedCommit(String id, List<String> parents, long generation, String text) {}

    /** The log in the database that a server keeps under its data folder. */
    public static CommitLog in(Path data) {
        return read(jdbcUrl(data));
    }

    /** Of the database that a server keeps under its data folder. */
    public static String jdbcUrl(Path data) {
        return "jdbc:postgresql://127.0.0.1:%s/meerkat?user=meerkat&password=%s"
                .formatted(line(data.resolve("postgres.port")), line(data.resolve("postgres.password")));
    }

    public static CommitLog read(String jdbcUrl) {
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(ALL)) {
            var commits = new ArrayList<LoggedCommit>();
            while (rows.next()) {
                commits.add(commit(rows));
            }
            return new CommitLog(List.copyOf(commits));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LoggedCommit commit(ResultSet row) throws SQLException {
        var parents = new ArrayList<String>();
        for (byte[] parent : (byte[][]) row.getArray("parents").getArray()) {
            parents.add(HexFormat.of().formatHex(parent));
        }
        return new LoggedCommit(
                HexFormat.of().formatHex(row.getBytes("id")),
                parents,
                row.getLong("generation"),
                utf8(row.getBytes("payload")) + utf8(row.getBytes("text")));
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Every commit has one parent, the one before it. */
    public void requireLinear() {
        for (int i = 1; i < commits.size(); i++) {
            var before = commits.get(i - 1);
            var after = commits.get(i);
            assertThat(after.parents()).as("parents of %s", after.id()).containsExactly(before.id());
            assertThat(after.generation()).isEqualTo(before.generation() + 1);
        }
    }

    /** How many commits each tag that matches is found in. */
    public Map<String, Long> commitsByTag(Pattern tag) {
        return commits.stream()
                .flatMap(commit -> tag.matcher(commit.text())
                        .results()
                        .map(MatchResult::group)
                        .distinct())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }
}
