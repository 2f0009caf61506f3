package io.meerkat.command.export;

import static io.meerkat.command.Requests.content;
import static io.meerkat.command.Requests.createNamespace;
import static io.meerkat.command.Requests.id;
import static io.meerkat.command.Requests.put;
import static io.meerkat.command.Requests.remove;
import static io.meerkat.command.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meerkat.command.Node;
import io.meerkat.model.Body;
import io.meerkat.model.Body.Elements;
import io.meerkat.model.Body.Members;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.Content.ViewContent;
import io.meerkat.model.Fragment;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.TableFields;
import io.meerkat.model.TenantId;
import io.meerkat.model.ViewFields;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.export.Export;
import io.meerkat.storage.export.Export.Progress;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A history of everything that a commit can hold, exported, and verified by a program that shares no code with ours. */
class ExportIT {
    private static final Path VERIFIER =
            Path.of("../conformance/src/test/python/verify_export.py").toAbsolutePath();
    private static final NamespacePath DEFAULT = NamespacePath.of("default");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Node node = new Node(TestDatabase.freshSource());
    private final CatalogRow catalog = node.createCatalog("sales");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void aHistory() throws Exception {
        var random = new Random(1);
        var requests = new ArrayList<CommitRequest>();
        for (int i = 0; i < 40; i++) {
            requests.add(createNamespace("ns" + i));
            requests.add(table("t" + random.nextInt(20), i));
            requests.add(view("v" + random.nextInt(5), i));
            requests.add(request("drop")
                    .edit(remove(DEFAULT.object("t" + random.nextInt(20))))
                    .build());
        }
        node.commitAll(catalog, requests);
        node.commit(catalog, manyAssets(2_500));
        node.createCatalog("other");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void everyHashOfAnExportIsRecomputedByASecondProgram() throws Exception {
        assumeThat(pythonIsThere()).isTrue();
        var seen = new ArrayList<Progress>();
        var export = new StringWriter();
        var written = new Export(node.database()).write(TenantId.DEFAULT, export, seen::add);

        var verified = verify(export.toString().lines().toList());

        assertThat(verified.text())
                .startsWith("verified %d events in 4 streams, %d commits on 2 branches, %d contents, %d fragments"
                        .formatted(
                                written.events(),
                                node.log(catalog).size() + 2,
                                written.contents(),
                                written.fragments()));
        assertThat(verified.status()).isZero();
        assertThat(seen).last().isEqualTo(written);
        assertThat(seen).extracting(Progress::contents).isSorted();
    }

    @ParameterizedTest
    @CsvSource({
        "event, payload, hash of event",
        "event, metadata, hash of event",
        "content, content, content",
        "fragment, text, fragment"
    })
    void oneChangedByteIsFound(String type, String field, String named) throws Exception {
        assumeThat(pythonIsThere()).isTrue();
        var lines = export();
        int at = IntStream.range(0, lines.size())
                .filter(i -> type.equals(line(lines, i).get("type").stringValue()))
                .skip(1)
                .findFirst()
                .orElseThrow();
        lines.set(at, withOneByteChanged(line(lines, at), field));

        var verified = verify(lines);

        assertThat(verified.status()).isNotZero();
        assertThat(verified.text()).contains(named);
    }

    @Test
    void anEventThatIsMissingIsFound() throws Exception {
        assumeThat(pythonIsThere()).isTrue();
        var lines = export();
        lines.remove(10);

        assertThat(verify(lines).status()).isNotZero();
    }

    @Test
    void anotherTenantsExportIsEmpty() throws IOException {
        var export = new StringWriter();

        assertThat(new Export(node.database()).write(new TenantId(new UUID(0, 9)), export, progress -> {}))
                .isEqualTo(new Progress(0, 0, 0));
        assertThat(export.toString()).isBlank();
    }

    private record Verified(int status, String text) {}

    private List<String> export() throws IOException {
        var export = new StringWriter();
        new Export(node.database()).write(TenantId.DEFAULT, export, progress -> {});
        return new ArrayList<>(export.toString().lines().toList());
    }

    private Verified verify(List<String> lines) throws IOException, InterruptedException {
        var file = Files.write(folder.resolve("export.ndjson"), lines);
        var process = new ProcessBuilder("python3", VERIFIER.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verified(process.waitFor(), output);
    }

    private static ObjectNode line(List<String> lines, int at) {
        return (ObjectNode) JSON.readTree(lines.get(at));
    }

    private static String withOneByteChanged(ObjectNode line, String field) {
        byte[] bytes = Base64.getDecoder().decode(line.get(field).stringValue());
        bytes[bytes.length - 3] ^= 1;
        return line.put(field, Base64.getEncoder().encodeToString(bytes)).toString();
    }

    private static CommitRequest table(String name, int version) {
        var schema = Fragment.of("\"schemas\":[%d]".formatted(version % 3));
        var snapshots = List.of(Fragment.of("{\"id\":%d}".formatted(version)), Fragment.of("{\"id\":0}"));
        var content = new TableContent(
                Optional.of("file:///w/%s/metadata/%d.json".formatted(name, version)),
                new TableFields(2, new UUID(1, 2), "file:///w/" + name, 300, version - 1, 3, 1_000, 0),
                new Body(List.of(
                        new Members(schema.hash()),
                        new Elements(
                                "snapshots",
                                snapshots.stream().map(Fragment::hash).toList()))));
        return request("put " + name)
                .edit(put(DEFAULT.object(name), id(), content))
                .store(List.of(schema))
                .store(snapshots)
                .build();
    }

    private static CommitRequest view(String name, int version) {
        var body = Fragment.of("\"versions\":[%d]".formatted(version));
        var content = new ViewContent(
                Optional.empty(),
                new ViewFields(1, new UUID(3, 4), "file:///w/" + name, 0, version),
                new Body(List.of(new Members(body.hash()))));
        return request("put " + name)
                .edit(put(DEFAULT.object(name), id(), content))
                .store(List.of(body))
                .build();
    }

    /** More than two segments of changes, and a tree of several levels. */
    private static CommitRequest manyAssets(int count) {
        var builder = request("many");
        IntStream.range(0, count)
                .forEach(i -> builder.edit(put(DEFAULT.object("asset " + i), id(), content("value " + i))));
        return builder.build();
    }

    /** Python may be missing on a desk, but not where the build is the judge. */
    private static boolean pythonIsThere() throws InterruptedException {
        try {
            return "true".equals(System.getenv("CI"))
                    || new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
