package io.meerkat.api.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.meerkat.storage.Migrations;
import java.time.Duration;

/** Small pools of connections, one for each kind of work, so that none can starve another. */
record Pools(HikariDataSource lanes, HikariDataSource reads, HikariDataSource followers) implements AutoCloseable {
    private static final int LANES = 8;
    private static final int READS = 8;
    private static final int FOLLOWERS = 4;
    private static final Duration WAIT_MAX = Duration.ofSeconds(5);
    /** Nothing was heard for so long from a database that is not reached any more: many may wait for one statement. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

    /** How to reach the database. */
    record Login(String url, String user, String password) {}

    static Pools open(Login login) {
        return new Pools(
                // A frozen node must not stop a branch for ever.
                pool(login, "lanes", LANES, "-c idle_in_transaction_session_timeout=3000 -c lock_timeout=5000"),
                pool(login, "reads", READS, ""),
                pool(login, "followers", FOLLOWERS, ""));
    }

    private static HikariDataSource pool(Login login, String name, int size, String options) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(login.url());
        if (!login.user().isEmpty()) {
            config.setUsername(login.user());
            config.setPassword(login.password());
        }
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_MAX.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setSchema(Migrations.SCHEMA);
        config.addDataSourceProperty("tcpKeepAlive", "true");
        if (!login.url().contains("socketTimeout")) {
            config.addDataSourceProperty("socketTimeout", SILENCE_MAX.toSeconds());
        }
        config.addDataSourceProperty("ApplicationName", "meerkat " + name);
        if (!options.isEmpty()) {
            config.addDataSourceProperty("options", options);
        }
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        lanes.close();
        reads.close();
        followers.close();
    }
}
