package io.meerkat.api.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataFilesTest {
    @TempDir
    private Path folder;

    private Unfinished unfinished;
    private MetadataFiles files;

    @BeforeEach
    void open() {
        unfinished = Unfinished.open(folder.resolve("unfinished"));
        files = new MetadataFiles(Locations.of(folder, List.of()), unfinished);
    }

    @AfterEach
    void close() {
        unfinished.close();
    }

    @Test
    void aFileIsReadUpToALimit() throws IOException {
        var file = Files.writeString(folder.resolve("ten"), "0123456789");

        assertThat(files.read("file://" + file, 10)).isEqualTo("0123456789");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> files.read("file://" + file, 9))
                .withMessageContaining("has more than 9 bytes");
    }

    @Test
    void aForeignFileBeyondTheLimitIsNotReadIntoMemory() throws IOException {
        var file = folder.resolve("large");
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(MetadataFiles.BYTES_MAX + 1L);
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> files.read("file://" + file))
                .withMessageContaining("has more than %d bytes".formatted(MetadataFiles.BYTES_MAX));
    }
}
