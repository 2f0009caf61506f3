package io.meerkat.conformance.afterwards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meerkat.conformance.server.MeerkatProcess;
import io.meerkat.conformance.server.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The data folders of the kit, of the clients and of the crashes, when all are done. */
class LeftBehindIT {
    @ParameterizedTest
    @ValueSource(strings = {"target/kit", "target/clients", "target/crash"})
    void everyHashOfTheExportIsRecomputedByAnotherImplementation(Path data) {
        requireLeft(data);
        var export =
                Word.meerkat(data.resolveSibling(data.getFileName() + ".ndjson"), "export", "--data", data.toString());
        assertThat(export.exitCode()).as(export.errors()).isZero();

        var verified = Word.run(
                data.resolveSibling(data.getFileName() + ".verified"),
                List.of(
                        "python3",
                        "src/test/python/verify_export.py",
                        export.output().toString()));

        assertThat(verified.exitCode()).as(verified.text() + verified.errors()).isZero();
        assertThat(verified.text()).contains("verified");
    }

    @ParameterizedTest
    @ValueSource(strings = {"target/kit", "target/clients"})
    void theTreesAreRebuiltFromTheEventsAndServeTheSameBodies(Path data) throws IOException {
        requireLeft(data);
        var before = bodies(data);

        // Hidden: nothing may be read from a metadata file.
        var warehouse = data.resolve("warehouse");
        var hidden = data.resolve("warehouse.hidden");
        Files.move(warehouse, hidden);
        var rebuild = Word.meerkat(
                data.resolveSibling(data.getFileName() + ".rebuild"), "rebuild", "--data", data.toString());
        Files.move(hidden, warehouse);

        assertThat(rebuild.exitCode()).as(rebuild.errors()).isZero();
        assertThat(bodies(data)).isEqualTo(before);
    }

    private static Map<String, String> bodies(Path data) {
        try (var server = MeerkatProcess.start(data, "--allow-location", "file:/tmp")) {
            return CatalogBodies.of(server.uri());
        }
    }

    /** Under CI the suites before this one have run; by hand one of them may not have. */
    private static void requireLeft(Path data) {
        boolean left = Files.exists(data.resolve("postgres"));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(left).as("%s was left behind", data).isTrue();
        }
        assumeTrue(left, "nothing was left in " + data);
    }
}
