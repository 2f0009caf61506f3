package io.meerkat.conformance.faults;

import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.rest.Answer;
import io.meerkat.conformance.rest.CommitLog;
import io.meerkat.conformance.rest.RestClient;
import io.meerkat.conformance.server.MeerkatProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse on a disk of its own that takes nothing any more: changes are refused, and leave nothing behind. */
@Tag("faults")
@Tag("long")
@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "the server must be started here")
class WarehouseFaultsIT {
    private static final String TABLE = "/v1/namespaces/a/tables/t";
    private static final int MEGABYTES = 8;

    @TempDir
    private Path folder;

    private SmallDisk disk;
    private MeerkatProcess server;
    private RestClient client;

    @BeforeEach
    void start() {
        disk = SmallDisk.mount(data().resolve("warehouse"), MEGABYTES);
        server = MeerkatProcess.start(data());
        client = new RestClient(server.uri());
        client.mustPost("/v1/namespaces", namespace("a"));
        client.mustPost("/v1/namespaces/a/tables", table("t", "x"));
    }

    private Path data() {
        return folder.resolve("data");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            client.close();
            server.close();
            disk.close();
        }
    }

    @Test
    void aFullWarehouseRefusesChangesAndServesTheRest() {
        refuses(disk::fill, disk::empty, "No space left on device");
    }

    @Test
    void aWarehouseThatIsReadOnlyRefusesChangesAndServesTheRest() {
        refuses(() -> disk.setReadOnly(true), () -> disk.setReadOnly(false), "Read-only file system");
    }

    @Test
    void aMetadataFolderThatIsNoneRefusesChangesOfItsTable() {
        var location =
                URI.create(client.mustGet(TABLE).json().at("/metadata/location").asText());
        var metadata = Path.of(location).resolve("metadata");
        refuses(
                () -> {
                    move(metadata, metadata.resolveSibling("elsewhere"));
                    write(metadata);
                },
                () -> move(metadata.resolveSibling("elsewhere"), metadata),
                "");
    }

    private void refuses(Runnable breaking, Runnable mending, String reason) {
        client.mustPost(TABLE, commit(List.of(), setProperty("before")));
        int commits = CommitLog.in(data()).commits().size();
        breaking.run();

        var refused = client.post(TABLE, commit(List.of(), setProperty("meanwhile")));
        var other = client.post("/v1/namespaces", namespace("needs_no_file"));
        mending.run();

        assertThat(refused.status()).as(refused.body()).isEqualTo(503);
        assertThat(refused.errorMessage()).contains("could not be written", reason);
        assertThat(other.isSuccess()).as(other.body()).isTrue();
        assertThat(CommitLog.in(data()).commits()).hasSize(commits + 1);
        assertThat(shows("meanwhile")).isFalse();
        client.mustPost(TABLE, commit(List.of(), setProperty("after")));
        assertThat(shows("after")).isTrue();
        assertThat(metadataFiles()).isEqualTo(3);
    }

    private boolean shows(String property) {
        Answer loaded = client.mustGet(TABLE);
        return loaded.json().at("/metadata/properties").has(property);
    }

    /** Of three commits. */
    private long metadataFiles() {
        try (var files = Files.walk(disk.folder())) {
            return files.filter(file -> file.toString().contains(".metadata.json"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.deleteIfExists(to);
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "no folder");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
