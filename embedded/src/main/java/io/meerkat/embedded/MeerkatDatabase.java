package io.meerkat.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The one database in the cluster, reached as its clients will reach it. */
record MeerkatDatabase(int port, Credentials credentials) {
    private static final String NAME = "meerkat";
    private static final String ALWAYS_THERE = "postgres";

    /** Without any of these, a commit that was acknowledged can be lost, or a page be torn, when the power fails. */
    private static final List<String> DURABLE_WHEN_ON = List.of("fsync", "synchronous_commit", "full_page_writes");

    String jdbcUrl() {
        return jdbcUrl(NAME);
    }

    void createIfAbsent() throws SQLException {
        try (var connection = connect(ALWAYS_THERE);
                var statement = connection.createStatement()) {
            if (!hasRow(statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'"))) {
                statement.execute("create database " + NAME);
            }
        }
    }

    /** Asks the server itself: what a file or a command line says and what is in force for us are two things. */
    void requireDurable() throws SQLException {
        try (var connection = connect(NAME);
                var question = connection.prepareStatement("select current_setting(?)")) {
            for (var setting : DURABLE_WHEN_ON) {
                question.setString(1, setting);
                try (var answer = question.executeQuery()) {
                    answer.next();
                    requireOn(setting, answer.getString(1));
                }
            }
        }
    }

    private static void requireOn(String setting, String value) {
        if (!value.equals("on")) {
            throw new DatabaseStartException(
                    "The embedded PostgreSQL would lose commits: %s is %s and must be on. Remove the ALTER ROLE or ALTER DATABASE that set it."
                            .formatted(setting, value));
        }
    }

    private static boolean hasRow(ResultSet rows) throws SQLException {
        try (rows) {
            return rows.next();
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), Credentials.USER, credentials.password());
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }
}
