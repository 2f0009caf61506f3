package io.meerkat.conformance.crash;

import io.meerkat.conformance.crash.Ledger.Told;
import io.meerkat.conformance.rest.IcebergClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.rest.RESTCatalog;

/** Appends by Iceberg's own client, with its own retries, to a table that others append to at the same time. */
final class IcebergWriter implements Writer {
    static final String TABLE = "appends";

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final RESTCatalog catalog;
    private final Table table;
    private final Tags tags;
    private final Ledger ledger;

    IcebergWriter(URI server, String namespace, Tags tags, Ledger ledger) {
        this.catalog = IcebergClient.of(server);
        this.table = catalog.loadTable(TableIdentifier.of(namespace, TABLE));
        this.tags = tags;
        this.ledger = ledger;
    }

    /** The data files that the table's manifests hold. */
    static List<String> files(URI server, String namespace) {
        try (var catalog = IcebergClient.of(server);
                var files = catalog.loadTable(TableIdentifier.of(namespace, TABLE))
                        .newScan()
                        .planFiles()) {
            var paths = new ArrayList<String>();
            files.forEach(task -> paths.add(task.file().location()));
            return paths;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write() {
        var tag = tags.next();
        ledger.enter(tag, Set.of(TABLE), append(tag));
    }

    private Told append(String tag) {
        // The file need not exist: what is counted is what the manifests hold.
        var file = DataFiles.builder(table.spec())
                .withPath("%s/data/%s.parquet".formatted(table.location(), UUID.randomUUID()))
                .withFileSizeInBytes(1)
                .withRecordCount(1)
                .build();
        try {
            table.newAppend().appendFile(file).set(Tags.SUMMARY_KEY, tag).commit();
            return Told.ACKNOWLEDGED;
        } catch (CommitFailedException e) {
            return Told.REFUSED;
        } catch (RuntimeException e) {
            LockSupport.parkNanos(PAUSE.toNanos());
            return Told.UNKNOWN;
        }
    }

    @Override
    public void close() {
        try {
            catalog.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
