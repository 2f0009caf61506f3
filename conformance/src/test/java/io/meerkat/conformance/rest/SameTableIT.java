package io.meerkat.conformance.rest;

import static io.meerkat.conformance.rest.Bodies.change;
import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.transaction;
import static io.meerkat.conformance.rest.Snapshots.assertMain;
import static io.meerkat.conformance.rest.Snapshots.head;
import static io.meerkat.conformance.rest.Snapshots.moveMain;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meerkat.conformance.server.FreshServer;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two that change one table at the same time: what each asked for happens, or one is told that it lost. */
class SameTableIT {
    @RegisterExtension
    private static final FreshServer SERVER = FreshServer.orGiven("same-table");

    private static final int ROUNDS = 20;

    @AutoClose
    private static final RestClient client = new RestClient(SERVER::uri);

    private String namespace = "";
    private String tables = "";

    @BeforeEach
    void makeNamespace() {
        namespace = "same_" + UUID.randomUUID().toString().replace("-", "");
        tables = "/v1/namespaces/%s/tables".formatted(namespace);
        client.mustPost("/v1/namespaces", Bodies.namespace(namespace));
    }

    @Test
    void twoAppendsFromOneBaseBothSucceedByTheClientsOwnRetry() throws Exception {
        client.mustPost(tables, Bodies.table("t", "x"));
        try (var catalog = IcebergClient.of(SERVER.uri())) {
            var name = TableIdentifier.of(namespace, "t");
            var one = catalog.loadTable(name);
            var other = catalog.loadTable(name);

            append(one);
            append(other);

            var seen = catalog.loadTable(name);
            assertThat(seen.snapshots()).hasSize(2);
            assertThat(seen.currentSnapshot().parentId())
                    .isEqualTo(one.currentSnapshot().snapshotId());
            assertThat(seen.currentSnapshot().summary()).containsEntry("total-data-files", "2");
        }
    }

    private static void append(Table table) {
        table.newAppend()
                .appendFile(DataFiles.builder(table.spec())
                        .withPath("%s/data/%s.parquet".formatted(table.location(), UUID.randomUUID()))
                        .withFileSizeInBytes(1)
                        .withRecordCount(1)
                        .build())
                .commit();
    }

    @Test
    void propertyChangesWithoutRequirementsAllSucceedAtOnce() {
        client.mustPost(tables, Bodies.table("t", "x"));

        for (int round = 0; round < ROUNDS; round++) {
            var names = List.of("a" + round, "b" + round, "c" + round, "d" + round);
            var answers = names.stream()
                    .map(name -> CompletableFuture.supplyAsync(
                            () -> client.post(tables + "/t", commit(List.of(), setProperty(name)))))
                    .toList();

            assertThat(answers).extracting(CompletableFuture::join).allMatch(Answer::isSuccess);
            assertThat(metadata("t").get("properties").properties())
                    .extracting(property -> property.getKey())
                    .containsAll(names);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aSnapshotWhoseParentIsNotTheHeadIsRefusedWhateverItAsserts(int formatVersion) {
        makeTable("t", formatVersion);
        var empty = metadata("t");
        client.mustPost(tables + "/t", commit(List.of(), moveMain(empty, OptionalLong.empty(), "first")));
        var one = metadata("t");
        client.mustPost(tables + "/t", commit(List.of(), moveMain(one, head(one), "second")));
        var two = metadata("t");

        var stale = Stream.of(
                commit(List.of(), moveMain(two, head(one), "stale")),
                commit(List.of(assertMain(head(one))), moveMain(two, head(one), "stale")),
                commit(List.of(assertMain(head(two))), moveMain(two, head(one), "stale")),
                commit(List.of(), moveMain(two, OptionalLong.empty(), "orphan")),
                commit(List.of(assertMain(head(two))), moveMain(two, OptionalLong.empty(), "orphan")));

        assertThat(stale).allSatisfy(body -> requireConflict(client.post(tables + "/t", body)));
        assertThat(metadata("t")).isEqualTo(two);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void ofTwoFirstInsertsIntoAnEmptyTableTheSecondIsRefused(int formatVersion) {
        makeTable("t", formatVersion);
        var empty = metadata("t");
        client.mustPost(tables + "/t", commit(List.of(), moveMain(empty, OptionalLong.empty(), "first")));
        var one = metadata("t");

        requireConflict(client.post(tables + "/t", commit(List.of(), moveMain(empty, OptionalLong.empty(), "second"))));
        requireConflict(client.post(
                tables + "/t",
                commit(List.of(assertMain(OptionalLong.empty())), moveMain(empty, OptionalLong.empty(), "second"))));

        assertThat(metadata("t")).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void ofManyFirstInsertsAtOnceOneSucceeds(int formatVersion) {
        for (int round = 0; round < ROUNDS; round++) {
            var name = "t" + round;
            makeTable(name, formatVersion);
            var empty = metadata(name);

            var answers = IntStream.range(0, 4)
                    .mapToObj(writer -> moveMain(empty, OptionalLong.empty(), "writer" + writer))
                    .map(updates -> CompletableFuture.supplyAsync(
                            () -> client.post(tables + "/" + name, commit(List.of(), updates))))
                    .toList();

            assertThat(answers)
                    .extracting(CompletableFuture::join)
                    .filteredOn(Answer::isSuccess)
                    .hasSize(1);
            assertThat(answers)
                    .extracting(CompletableFuture::join)
                    .filteredOn(a -> a.status() == 409)
                    .hasSize(3);
            assertThat(metadata(name).get("snapshots")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void ofTwoChangesOfOneTableInATransactionTheSecondIsMadeOnTheFirst(int formatVersion) {
        makeTable("t", formatVersion);
        var empty = metadata("t");
        var first = moveMain(empty, OptionalLong.empty(), "first");
        long one = snapshotId(first);
        var second = moveMain(1, empty, OptionalLong.of(one), "second");

        client.mustPost(
                "/v1/transactions/commit",
                transaction(List.of(
                        change(namespace, "t", List.of(assertMain(OptionalLong.empty())), first),
                        change(namespace, "t", List.of(assertMain(OptionalLong.of(one))), second))));

        var both = metadata("t");
        assertThat(both.get("snapshots")).hasSize(2);
        assertThat(head(both)).hasValue(snapshotId(second));
        assertThat(both.get("metadata-log")).hasSize(1);
    }

    @Test
    void aSecondChangeThatRequiresTheStateBeforeTheFirstFailsWithIt() {
        makeTable("t", 2);
        var empty = metadata("t");
        var first = moveMain(empty, OptionalLong.empty(), "first");
        var second = moveMain(1, empty, OptionalLong.of(snapshotId(first)), "second");

        requireConflict(client.post(
                "/v1/transactions/commit",
                transaction(List.of(
                        change(namespace, "t", List.of(), first),
                        change(namespace, "t", List.of(assertMain(OptionalLong.empty())), second)))));

        assertThat(metadata("t")).isEqualTo(empty);
    }

    @Test
    void twoChangesOfOneSchemaAreMadeInTheirOrder() {
        makeTable("t", 2);

        client.mustPost(
                "/v1/transactions/commit",
                transaction(List.of(
                        change(namespace, "t", List.of(assertSchema(0), assertLastColumn(1)), columns(2)),
                        change(namespace, "t", List.of(assertSchema(1), assertLastColumn(2)), columns(3)))));

        var both = metadata("t");
        assertThat(both.get("schemas")).hasSize(3);
        assertThat(both.get("current-schema-id").asInt()).isEqualTo(2);
        assertThat(both.get("last-column-id").asInt()).isEqualTo(3);
    }

    @Test
    void aTableIsCreatedAndChangedInOneTransaction() {
        client.mustPost(
                "/v1/transactions/commit",
                transaction(List.of(
                        change(namespace, "new", List.of("{\"type\":\"assert-create\"}"), Bodies.initial()),
                        change(namespace, "new", List.of(assertSchema(0), assertLastColumn(1)), columns(2)))));

        assertThat(metadata("new").get("current-schema-id").asInt()).isEqualTo(1);
    }

    @Test
    void aTableIsNotCreatedTwiceInOneTransaction() {
        var create = change(namespace, "new", List.of("{\"type\":\"assert-create\"}"), Bodies.initial());

        requireConflict(client.post("/v1/transactions/commit", transaction(List.of(create, create))));

        assertThat(client.get(tables + "/new").status()).isEqualTo(404);
    }

    private static long snapshotId(String moveMain) {
        var id = Pattern.compile("\"snapshot-id\":(\\d+)").matcher(moveMain);
        assertThat(id.find()).isTrue();
        return Long.parseLong(id.group(1));
    }

    private static String assertSchema(int id) {
        return "{\"type\":\"assert-current-schema-id\",\"current-schema-id\":%d}".formatted(id);
    }

    private static String assertLastColumn(int id) {
        return "{\"type\":\"assert-last-assigned-field-id\",\"last-assigned-field-id\":%d}".formatted(id);
    }

    /** The updates that give a table the columns 1 to {@code last}. */
    private static String columns(int last) {
        var fields = IntStream.rangeClosed(1, last)
                .mapToObj("{\"id\":%1$d,\"name\":\"c%1$d\",\"type\":\"long\",\"required\":false}"::formatted)
                .collect(Collectors.joining(","));
        return "{\"action\":\"add-schema\",\"schema\":{\"type\":\"struct\",\"fields\":[%s]}},".formatted(fields)
                + "{\"action\":\"set-current-schema\",\"schema-id\":-1}";
    }

    private void makeTable(String name, int formatVersion) {
        client.mustPost(tables, """
                {"name":"%s","schema":%s,"properties":{"format-version":"%d"}}\
                """.formatted(name, Bodies.schema(), formatVersion));
    }

    private JsonNode metadata(String table) {
        return client.mustGet(tables + "/" + table).json().get("metadata");
    }

    private static void requireConflict(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.errorType()).isEqualTo("CommitFailedException");
    }
}
