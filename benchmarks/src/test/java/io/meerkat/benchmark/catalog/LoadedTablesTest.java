package io.meerkat.benchmark.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedTablesTest {
    @TempDir
    private Path folder;

    @Test
    void areThoseThatTheLinesName() throws IOException {
        var file = Files.writeString(folder.resolve("tables.ndjson"), """
                {"namespace":["a"],"properties":{}}

                {"namespace":["a","b"],"name":"t","metadata-location":"file:/x"}
                {"namespace":["a"],"name":"u","metadata-location":"file:/y"}
                """);

        assertThat(LoadedTables.in(file))
                .containsExactly(new Table(List.of("a", "b"), "t", "", ""), new Table(List.of("a"), "u", "", ""));
    }

    @Test
    void aFileWithoutTablesIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("none.ndjson"), "{\"namespace\":[\"a\"]}\n");

        assertThatThrownBy(() -> LoadedTables.in(file)).hasMessage(file + " names no table");
    }

    @Test
    void aCommitToOneAssertsNoUuid() {
        var body = Bodies.setProperties(new Table(List.of("a"), "t", "", ""), Map.of("x", "y"));

        assertThat(Json.read(body).path("requirements")).isEmpty();
    }
}
