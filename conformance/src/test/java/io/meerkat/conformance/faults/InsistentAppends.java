package io.meerkat.conformance.faults;

import io.meerkat.conformance.rest.IcebergClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTCatalog;

/** Appends by Iceberg's own client: one that ended in an error is repeated unless the table shows its snapshot. */
final class InsistentAppends {
    static final String TABLE = "appends";
    private static final String SUMMARY_KEY = "tag";

    private InsistentAppends() {}

    /** How many appends ended in an error. */
    static int to(URI server, String namespace, String tagPrefix, int count) {
        try (var catalog = IcebergClient.of(server)) {
            var table = insist(() -> catalog.loadTable(TableIdentifier.of(namespace, TABLE)));
            return IntStream.range(0, count)
                    .map(number -> append(table, tagPrefix + number))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int append(Table table, String tag) {
        for (int failures = 0; ; failures++) {
            try {
                // The file need not exist: what is counted is what the manifests hold.
                var file = DataFiles.builder(table.spec())
                        .withPath("%s/data/%s.parquet".formatted(table.location(), tag))
                        .withFileSizeInBytes(1)
                        .withRecordCount(1)
                        .build();
                table.newAppend().appendFile(file).set(SUMMARY_KEY, tag).commit();
                return failures;
            } catch (RuntimeException e) {
                if (insist(() -> tags(table)).contains(tag)) {
                    return failures + 1;
                }
            }
        }
    }

    /** Tags of the snapshots, from the oldest on; each snapshot's data files are one. */
    static List<String> shown(URI server, String namespace) {
        try (RESTCatalog catalog = IcebergClient.of(server)) {
            var table = catalog.loadTable(TableIdentifier.of(namespace, TABLE));
            var files = new ArrayList<String>();
            try (var tasks = table.newScan().planFiles()) {
                tasks.forEach(task -> files.add(task.file().location()));
            }
            var tags = tags(table);
            if (files.size() != tags.size()) {
                throw new AssertionError("%d files of %d snapshots: %s".formatted(files.size(), tags.size(), files));
            }
            return tags;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> tags(Table table) {
        table.refresh();
        return StreamSupport.stream(table.snapshots().spliterator(), false)
                .map(snapshot -> snapshot.summary().get(SUMMARY_KEY))
                .toList();
    }

    private static <T> T insist(Supplier<T> reading) {
        while (true) {
            try {
                return reading.get();
            } catch (RuntimeException e) {
                // Its answer was lost: to read again does no harm.
            }
        }
    }
}
