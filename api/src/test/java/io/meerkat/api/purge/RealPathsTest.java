package io.meerkat.api.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.location.Locations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealPathsTest {
    @TempDir
    private Path root;

    private RealPaths paths() {
        return new RealPaths(Locations.of(root, List.of()));
    }

    @Test
    void aFileIsFoundWhereItReallyLies() throws IOException {
        var folder = Files.createDirectory(root.resolve("folder")).toRealPath();
        var link = Files.createSymbolicLink(root.resolve("link"), folder);

        assertThat(paths().of("file://" + link + "/x"))
                .map(Object::toString)
                .contains(folder.resolve("x").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "", ".", ".."})
    void whatCanBeNoFilesNameIsNowhere(String name) {
        assertThat(paths().of("file://" + root + "/" + name)).isEmpty();
    }

    @Test
    void whatLiesOutsideTheRootsIsNowhere() {
        assertThat(paths().of("file://" + root.resolveSibling("x"))).isEmpty();
    }
}
