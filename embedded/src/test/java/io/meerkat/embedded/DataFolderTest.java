package io.meerkat.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path temporary;

    @Test
    void takesAFolderThatIsThereOrCanBeMadeAndMakesNone() {
        assertThatCode(() -> DataFolder.requireUsable(temporary)).doesNotThrowAnyException();
        assertThatCode(() -> DataFolder.requireUsable(temporary.resolve("a/b/c")))
                .doesNotThrowAnyException();
        assertThatCode(() -> DataFolder.requireUsable(Path.of("."))).doesNotThrowAnyException();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void refusesAFileAndWhatLiesBelowOne() throws IOException {
        var file = Files.createFile(temporary.resolve("file"));

        for (var path : new Path[] {file, file.resolve("a"), file.resolve("a/b")}) {
            assertThatThrownBy(() -> DataFolder.requireUsable(path))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessage("Meerkat cannot keep its data in %s: %s is a file. Choose another folder with --data."
                            .formatted(path, file));
        }
    }

    @Test
    void refusesAFolderThatMayNotBeWrittenAndSaysWhoseItIs() throws IOException {
        var closed = Files.createDirectory(temporary.resolve("closed"));
        var user = System.getProperty("user.name");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(closed), user + " may write anywhere");

        for (var path : new Path[] {closed, closed.resolve("a")}) {
            assertThatThrownBy(() -> DataFolder.requireUsable(path))
                    .hasMessage(
                            "Meerkat cannot keep its data in %s: %s may not write to %s, which belongs to %s and has the permissions r-xr-xr-x. Choose another folder with --data."
                                    .formatted(path, user, closed, user));
        }
    }

    @Test
    void looksAtALockWithoutMakingOne() throws IOException {
        DataFolder.requireFree(temporary);
        DataFolder.requireFree(temporary.resolve("none"));
        assertThat(temporary).isEmptyDirectory();

        try (var _ = FolderLock.take(temporary.toRealPath())) {
            assertThatThrownBy(() -> DataFolder.requireFree(temporary))
                    .hasMessageContaining("in use by another Meerkat, process "
                            + ProcessHandle.current().pid());
        }
        assertThatCode(() -> DataFolder.requireFree(temporary)).doesNotThrowAnyException();
    }

    @Test
    void knowsAFolderThatADatabaseWasMadeIn() throws IOException {
        assertThatThrownBy(() -> DataFolder.requireDatabase(temporary))
                .hasMessageContaining("There is no Meerkat database in the folder " + temporary);

        Files.writeString(Files.createDirectory(temporary.resolve("postgres")).resolve("PG_VERSION"), "18");

        assertThatCode(() -> DataFolder.requireDatabase(temporary)).doesNotThrowAnyException();
    }
}
