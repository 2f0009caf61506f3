package io.meerkat.api.management;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Metadata files that another catalog has left in a folder, and the lines by which they are loaded. */
public record TablesElsewhere(Path folder) {
    private static final String METADATA = """
            {"format-version":2,"table-uuid":"%s","location":"%s","last-sequence-number":0,
             "last-updated-ms":1700000000000,"last-column-id":1,"current-schema-id":0,
             "schemas":[{"type":"struct","schema-id":0,"fields":[{"id":1,"name":"a","required":false,"type":"int"}]}],
             "default-spec-id":0,"partition-specs":[{"spec-id":0,"fields":[]}],"last-partition-id":999,
             "default-sort-order-id":0,"sort-orders":[{"order-id":0,"fields":[]}],"properties":{"name":"%s"},
             "current-snapshot-id":-1,"refs":{},"snapshots":[],"snapshot-log":[],"metadata-log":[]}
            """;

    /** A table that lies where its name says. */
    public String line(String namespace, String name) {
        return line(namespace, name, folder.resolve(namespace + "-" + name));
    }

    /** A table that says that it lies there; its metadata file does not. */
    public String line(String namespace, String name, Path location) {
        try {
            var file = Files.writeString(
                    Files.createDirectories(folder).resolve(UUID.randomUUID() + ".metadata.json"),
                    METADATA.formatted(UUID.randomUUID(), "file://" + location, name));
            return "{\"namespace\":[\"%s\"],\"name\":\"%s\",\"metadata-location\":\"file://%s\"}\n"
                    .formatted(namespace, name, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code t0}, {@code t1} and so on. */
    public String lines(String namespace, int count) {
        return IntStream.range(0, count).mapToObj(i -> line(namespace, "t" + i)).collect(Collectors.joining());
    }
}
