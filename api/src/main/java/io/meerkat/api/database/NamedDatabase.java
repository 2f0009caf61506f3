package io.meerkat.api.database;

import io.meerkat.api.options.DatabaseUrl;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/** The database of {@code --database}, asked once and plainly before pools and migrations depend on it. */
public record NamedDatabase(DatabaseUrl url) {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    /** Refuses one that cannot be served from. */
    public void requireServable() {
        facts().objectionToServing().ifPresent(this::refuse);
    }

    /** Refuses one that was never served from. */
    public void requireServed() {
        facts().objectionToReading().ifPresent(this::refuse);
    }

    private DatabaseFacts facts() {
        var source = new PGSimpleDataSource();
        source.setUrl(url.value());
        // For each host that the URL names, unless it names a time itself.
        if (!url.value().contains("connectTimeout=")) {
            source.setConnectTimeout((int) ANSWER_MAX.toSeconds());
        }
        if (!url.value().contains("socketTimeout=")) {
            source.setSocketTimeout((int) ANSWER_MAX.toSeconds());
        }
        try (var connection = source.getConnection()) {
            return DatabaseFacts.of(connection);
        } catch (SQLException e) {
            throw refusal(reason(e));
        }
    }

    private void refuse(String objection) {
        throw refusal(objection);
    }

    private DatabaseRefused refusal(String reason) {
        return new DatabaseRefused("The database %s (--database) cannot be used: %s".formatted(url, reason));
    }

    /** In the server's own words where it said some. */
    private static String reason(SQLException e) {
        var said = Optional.of(e)
                .filter(PSQLException.class::isInstance)
                .map(PSQLException.class::cast)
                .map(PSQLException::getServerErrorMessage)
                .map(ServerErrorMessage::getMessage);
        return said.map(words -> words + "." + advice(String.valueOf(e.getSQLState())))
                .orElseGet(() -> unreached(e));
    }

    private static String advice(String state) {
        if (state.equals(PSQLState.INVALID_PASSWORD.getState())) {
            return " Check user and password in the URL: ?user=...&password=...";
        } else if (state.equals(PSQLState.INVALID_AUTHORIZATION_SPECIFICATION.getState())) {
            return " Check the user in the URL, and the server's pg_hba.conf.";
        } else if (state.equals("3D000")) {
            return " Make it with CREATE DATABASE, or name another.";
        }
        return "";
    }

    private static String unreached(SQLException e) {
        return switch (e.getCause()) {
            case UnknownHostException unknown -> "there is no host named %s.".formatted(unknown.getMessage());
            case SocketTimeoutException _ -> silence();
            case ConnectException refused ->
                "nothing answers at that host and port (%s).".formatted(refused.getMessage());
            case null, default ->
                PSQLState.CONNECTION_UNABLE_TO_CONNECT.getState().equals(e.getSQLState())
                                && String.valueOf(e.getMessage()).contains("timed out")
                        ? silence()
                        : String.valueOf(e.getMessage());
        };
    }

    private static String silence() {
        return "it did not answer within %d s.".formatted(ANSWER_MAX.toSeconds());
    }
}
