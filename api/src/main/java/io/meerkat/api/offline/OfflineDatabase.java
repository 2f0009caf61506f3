package io.meerkat.api.offline;

import io.meerkat.api.database.NamedDatabase;
import io.meerkat.api.options.ServeOptions;
import io.meerkat.embedded.DataFolder;
import io.meerkat.embedded.DurablePostgres;
import io.meerkat.projection.follow.ReadSchema;
import io.meerkat.storage.Database;
import io.meerkat.storage.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** The database that a server with the same options would use, for this process alone if it is the embedded one. */
final class OfflineDatabase implements AutoCloseable {
    private final Optional<DurablePostgres> embedded;
    private final Database database;

    private OfflineDatabase(Optional<DurablePostgres> embedded, PGSimpleDataSource source) {
        this.embedded = embedded;
        this.database = new Database(source);
    }

    /** Refuses to make one: where nothing was ever served from, there is nothing to work on. */
    static OfflineDatabase open(ServeOptions options) {
        options.database()
                .ifPresentOrElse(
                        url -> new NamedDatabase(url).requireServed(),
                        () -> DataFolder.requireDatabase(options.data()));
        var source = new PGSimpleDataSource();
        var embedded = options.database().isPresent()
                ? Optional.<DurablePostgres>empty()
                : Optional.of(DurablePostgres.start(options.data(), System.err::println));
        if (embedded.isPresent()) {
            source.setUrl(embedded.get().jdbcUrl());
            source.setUser(embedded.get().user());
            source.setPassword(embedded.get().password());
        } else {
            source.setUrl(options.database().orElseThrow().value());
        }
        source.setCurrentSchema(Migrations.SCHEMA);
        Migrations.run(source);
        ReadSchema.migrate(source);
        return new OfflineDatabase(embedded, source);
    }

    Database database() {
        return database;
    }

    @Override
    public void close() {
        if (embedded.isPresent()) {
            try {
                embedded.get().close();
            } catch (IOException e) {
                throw new UncheckedIOException("the database did not stop cleanly", e);
            }
        }
    }
}
