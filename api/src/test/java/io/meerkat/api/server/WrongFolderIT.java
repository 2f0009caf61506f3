package io.meerkat.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.api.location.Locations;
import io.meerkat.api.location.MetadataFiles;
import io.meerkat.api.location.MetadataNames;
import io.meerkat.api.location.Unfinished;
import io.meerkat.api.options.ServeOptions;
import io.meerkat.merge.body.Document;
import io.meerkat.model.Hash;
import io.meerkat.storage.Database;
import io.meerkat.storage.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class WrongFolderIT {
    @TempDir
    private Path right;

    @TempDir
    private Path wrong;

    private final PGSimpleDataSource source = (PGSimpleDataSource) TestDatabase.freshSource();
    private final Pools.Login login = new Pools.Login(source.getUrl() + "&user=" + source.getUser(), "", "");

    private static ServeOptions options(Path data) {
        return new ServeOptions(
                0,
                data,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofMinutes(30),
                Map.of());
    }

    @Test
    void aServerOnAnotherDataFolderIsRefusedBeforeItSweeps() throws IOException {
        Kernel.open(options(right), login).close();
        var file = left(wrong);

        assertThatThrownBy(() -> Kernel.open(options(wrong), login))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("Start it with the data folder");

        assertThat(file).exists();
    }

    @Test
    void aServerOnAnotherDataFolderLeavesNothingInIt() throws IOException {
        Kernel.open(options(right), login).close();

        assertThatThrownBy(() -> Kernel.open(options(wrong), login)).isInstanceOf(StartRefused.class);

        assertThat(wrong).isEmptyDirectory();
    }

    /** As by a server that died before its commit. */
    private Path left(Path data) throws IOException {
        var warehouse = Files.createDirectories(data.resolve("warehouse")).toRealPath();
        var name = MetadataNames.numbered("file://" + warehouse, 0, UUID.randomUUID(), ".metadata.json");
        try (var journal = Unfinished.open(Foundation.unfinished(data, new Database(source)))) {
            new MetadataFiles(Locations.of(warehouse, List.of()), journal)
                    .write(name, Document.whole(new byte[0]), Hash.ZERO);
        }
        return Path.of(name.substring("file://".length()));
    }
}
