package io.meerkat.merge.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meerkat.model.Entry;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.Summary.NamespaceSummary;
import io.meerkat.model.TreeKey;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Root hashes stand in commit ids for ever: these may never change. */
class GoldenRootsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void theRootsAreWhatTheyAlwaysWere() throws IOException, URISyntaxException {
        assertThat(roots()).isEqualTo(golden());
    }

    @Test
    void aSecondImplementationComputesTheSameRoots() throws IOException, InterruptedException, URISyntaxException {
        assumeThat(SecondImplementation.isThere()).isTrue();

        assertThat(SecondImplementation.run(SecondImplementation.file(folder, List.of()), "golden"))
                .isEqualTo(golden());
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#ten")
    void aSecondImplementationAgreesOnAnyCatalog(long seed) throws IOException, InterruptedException {
        assumeThat(SecondImplementation.isThere()).isTrue();
        var rows = Catalogs.random(new Random(seed));
        var leaves = rows.entrySet().stream()
                .map(row -> row.getKey().hex() + " "
                        + HexFormat.of().formatHex(row.getValue().toBytes()))
                .toList();

        assertThat(SecondImplementation.run(SecondImplementation.file(folder, leaves)))
                .containsExactly(root(rows));
    }

    private static List<String> golden() throws IOException, URISyntaxException {
        var resource = GoldenRootsTest.class.getResource("golden-roots.txt");
        assertThat(resource).isNotNull();
        return Files.readAllLines(Path.of(resource.toURI()));
    }

    private static List<String> roots() {
        var namespace = new TreeMap<TreeKey, Entry>();
        namespace.put(NamespacePath.of("default").key(), Catalogs.entry("default", new NamespaceSummary()));
        return List.of(
                "empty " + root(new TreeMap<>()),
                "one-namespace " + root(namespace),
                "1000-tables " + root(Catalogs.ofTables(1_000)),
                "100000-tables " + root(Catalogs.ofTables(100_000)));
    }

    private static String root(NavigableMap<TreeKey, Entry> rows) {
        return Catalogs.tree(rows, new StoredNodes()).root().hex();
    }
}
