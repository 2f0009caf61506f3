package io.meerkat.api.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meerkat.merge.body.Document;
import io.meerkat.model.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusableFilesTest {
    @TempDir
    Path folder;

    private MetadataFiles files(Path warehouse, List<Path> allowed, Unfinished unfinished) {
        return new MetadataFiles(Locations.of(warehouse, allowed), unfinished);
    }

    @Test
    void aFileThatCannotBeWrittenIsToldInWordsThatLeadNowhereElse() throws IOException {
        var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createFile(elsewhere.resolve("metadata"));
        Files.createSymbolicLink(folder.resolve("warehouse"), elsewhere);
        String location = "file://" + folder.resolve("warehouse/metadata/00000-a.metadata.json");

        try (var unfinished = Unfinished.open(folder.resolve("unfinished"))) {
            var files = files(folder.resolve("warehouse"), List.of(), unfinished);
            var refused = catchThrowableOfType(
                    NotWrittenException.class, () -> files.write(location, Document.whole(new byte[0]), Hash.ZERO));
            requireWords(refused, location);
        }
    }

    private static void requireWords(NotWrittenException refused, String location) {
        assertThat(refused.getMessage())
                .startsWith(location)
                .contains("could not be written")
                .doesNotContain("elsewhere");
    }

    @Test
    void aFileWhereNothingMayBeReadAnyMoreIsNotThere() throws IOException {
        var allowed = Files.createDirectories(folder.resolve("allowed"));
        var file = Files.createFile(allowed.resolve("a.metadata.json"));
        var warehouse = Files.createDirectories(folder.resolve("warehouse"));

        try (var unfinished = Unfinished.open(folder.resolve("unfinished"))) {
            assertThat(files(warehouse, List.of(allowed), unfinished).exists("file://" + file))
                    .isTrue();
            assertThat(files(warehouse, List.of(), unfinished).exists("file://" + file))
                    .isFalse();
        }
    }
}
