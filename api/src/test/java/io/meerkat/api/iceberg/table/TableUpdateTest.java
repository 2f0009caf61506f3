package io.meerkat.api.iceberg.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meerkat.api.iceberg.BentJson;
import io.meerkat.api.iceberg.Clear;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.iceberg.IcebergJson;
import io.meerkat.api.iceberg.table.TableUpdate.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableUpdateTest {
    private static final String LOCATION = "file:///w/t";
    private static final TableMetadata BASE = grown(TableMetadata.newTableMetadata(
            new Schema(
                    Types.NestedField.required(1, "id", Types.LongType.get()),
                    Types.NestedField.optional(2, "name", Types.StringType.get())),
            PartitionSpec.unpartitioned(),
            SortOrder.unsorted(),
            LOCATION,
            Map.of("format-version", "3", "k", "v")));

    /** With a snapshot, a second schema, spec and order, so that there is something to choose and remove. */
    private static TableMetadata grown(TableMetadata fresh) {
        return TableUpdate.apply(
                fresh,
                List.of(
                        step(
                                "{\"action\":\"add-schema\",\"schema\":{\"type\":\"struct\",\"fields\":["
                                        + "{\"id\":1,\"name\":\"id\",\"type\":\"long\",\"required\":true}]}}",
                                snapshot(1, 1, "")),
                        step(main(1))));
    }

    private static String snapshot(long id, long sequence, String more) {
        return """
                {"action":"add-snapshot","snapshot":{"snapshot-id":%d,%s"sequence-number":%d,"timestamp-ms":%d,
                 "manifest-list":"file:///w/t/metadata/s.avro","summary":{"operation":"append"},"schema-id":0,
                 "first-row-id":0,"added-rows":0}}
                """.formatted(id, more, sequence, System.currentTimeMillis());
    }

    private static String main(long id) {
        return """
                {"action":"set-snapshot-ref","ref-name":"main","type":"branch","snapshot-id":%d,
                 "max-ref-age-ms":9,"max-snapshot-age-ms":9,"min-snapshots-to-keep":1}
                """.formatted(id);
    }

    /** As one that was changed when the clock was an hour ahead of what it is now. */
    private static TableMetadata ahead() {
        long later = System.currentTimeMillis() + 3_600_000;
        return TableMetadataParser.fromJson(TableMetadataParser.toJson(BASE)
                .replaceAll("\"(timestamp-ms|last-updated-ms)\":[0-9]+", "\"$1\":" + later));
    }

    @Test
    void aClockThatIsBehindTheTableKeepsNobodyFromWriting() {
        var ahead = ahead();

        var changed =
                TableUpdate.apply(ahead, List.of(step("{\"action\":\"set-properties\",\"updates\":{\"a\":\"b\"}}")));
        assertThat(changed.properties()).containsEntry("a", "b");
        assertThat(changed.lastUpdatedMillis()).isEqualTo(ahead.lastUpdatedMillis());
    }

    @Test
    void aClockThatIsRightSaysWhenATableWasUpdated() {
        long before = System.currentTimeMillis();

        var changed =
                TableUpdate.apply(BASE, List.of(step("{\"action\":\"set-properties\",\"updates\":{\"a\":\"b\"}}")));

        assertThat(changed.lastUpdatedMillis()).isGreaterThanOrEqualTo(before);
    }

    static Stream<String> updates() {
        return Stream.of(
                "{\"action\":\"assign-uuid\",\"uuid\":\"%s\"}".formatted(BASE.uuid()),
                "{\"action\":\"upgrade-format-version\",\"format-version\":3}",
                """
                {"action":"add-schema","last-column-id":3,"schema":{"type":"struct","fields":[
                 {"id":1,"name":"id","type":"long","required":true},
                 {"id":3,"name":"d","type":"int","required":false,"initial-default":1,"write-default":2}]}}""",
                "{\"action\":\"set-current-schema\",\"schema-id\":1}",
                "{\"action\":\"remove-schemas\",\"schema-ids\":[1]}",
                """
                {"action":"add-spec","spec":{"spec-id":1,"fields":[
                 {"source-id":1,"field-id":1000,"name":"p","transform":"bucket[4]"}]}}""",
                "{\"action\":\"set-default-spec\",\"spec-id\":0}",
                "{\"action\":\"remove-partition-specs\",\"spec-ids\":[9]}",
                """
                {"action":"add-sort-order","sort-order":{"order-id":1,"fields":[
                 {"transform":"identity","source-id":1,"direction":"asc","null-order":"nulls-first"}]}}""",
                "{\"action\":\"set-default-sort-order\",\"sort-order-id\":0}",
                snapshot(2, 2, "\"parent-snapshot-id\":1,"),
                main(1),
                "{\"action\":\"remove-snapshots\",\"snapshot-ids\":[1]}",
                "{\"action\":\"remove-snapshot-ref\",\"ref-name\":\"main\"}",
                "{\"action\":\"set-location\",\"location\":\"file:///w/u\"}",
                "{\"action\":\"set-properties\",\"updates\":{\"k\":\"w\"}}",
                "{\"action\":\"remove-properties\",\"removals\":[\"k\"]}",
                """
                {"action":"set-statistics","snapshot-id":1,"statistics":{"snapshot-id":1,
                 "statistics-path":"file:///w/s.puffin","file-size-in-bytes":1,"file-footer-size-in-bytes":1,
                 "blob-metadata":[{"type":"t","snapshot-id":1,"sequence-number":1,"fields":[1],
                  "properties":{"k":"v"}}]}}""",
                "{\"action\":\"remove-statistics\",\"snapshot-id\":1}",
                """
                {"action":"set-partition-statistics","partition-statistics":{"snapshot-id":1,
                 "statistics-path":"file:///w/p.parquet","file-size-in-bytes":1}}""",
                "{\"action\":\"remove-partition-statistics\",\"snapshot-id\":1}",
                """
                {"action":"add-encryption-key","encryption-key":{"key-id":"k","encrypted-key-metadata":"AAAA",
                 "encrypted-by-id":"m","properties":{"k":"v"}}}""",
                "{\"action\":\"remove-encryption-key\",\"key-id\":\"k\"}");
    }

    static Stream<String> requirements() {
        return Stream.of(
                "{\"type\":\"assert-table-uuid\",\"uuid\":\"%s\"}".formatted(BASE.uuid()),
                "{\"type\":\"assert-ref-snapshot-id\",\"ref\":\"main\",\"snapshot-id\":1}",
                "{\"type\":\"assert-last-assigned-field-id\",\"last-assigned-field-id\":2}",
                "{\"type\":\"assert-current-schema-id\",\"current-schema-id\":0}",
                "{\"type\":\"assert-last-assigned-partition-id\",\"last-assigned-partition-id\":999}",
                "{\"type\":\"assert-default-spec-id\",\"default-spec-id\":0}",
                "{\"type\":\"assert-default-sort-order-id\",\"default-sort-order-id\":0}");
    }

    @ParameterizedTest
    @MethodSource("updates")
    void everyUpdateCanBeMade(String update) {
        assertThat(TableUpdate.apply(BASE, List.of(step(update)))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("updates")
    void anUpdateThatIsBentAnywhereIsMadeOrRefused(String update) {
        assertThat(BentJson.of(update).flatMap(bent -> complaint("{\"updates\":[%s]}".formatted(bent)).stream()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("requirements")
    void aRequirementThatIsBentAnywhereHoldsOrIsRefused(String requirement) {
        assertThat(BentJson.of(requirement)
                        .flatMap(bent -> complaint("{\"requirements\":[%s],\"updates\":[]}".formatted(bent)).stream()))
                .isEmpty();
    }

    /** Either a table that can be stored and read, or an answer that the client can understand. */
    private static Optional<String> complaint(String body) {
        TableMetadata updated;
        try {
            var request = read(body);
            updated = TableUpdate.apply(BASE, List.of(new Step(request.requirements(), request.updates())));
        } catch (RuntimeException e) {
            return Clear.complaint(e, body);
        }
        try {
            TableMetadataParser.fromJson(
                    new String(Prepared.of(updated, LOCATION + "/m").document().bytes(), StandardCharsets.UTF_8));
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("what %s made cannot be read: %s".formatted(body, e));
        }
    }

    @Test
    void aStepIsTakenOnWhatTheOneBeforeItLeft() {
        var column = "{\"action\":\"add-schema\",\"schema\":{\"type\":\"struct\",\"fields\":["
                + "{\"id\":%1$d,\"name\":\"c%1$d\",\"type\":\"long\",\"required\":false}]}}";
        var third = step(column.formatted(3), "{\"action\":\"set-current-schema\",\"schema-id\":-1}");
        var fourth =
                new Step(read("""
                        {"requirements":[{"type":"assert-last-assigned-field-id","last-assigned-field-id":3}],
                         "updates":[]}""").requirements(), step(column.formatted(4)).updates());

        var both = TableUpdate.apply(BASE, List.of(third, fourth));

        assertThat(both.lastColumnId()).isEqualTo(4);
        assertThat(both.schema().findField("c3")).isNotNull();
        assertThat(catchThrowableOfType(IcebergError.class, () -> TableUpdate.apply(BASE, List.of(fourth, third)))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void stepsThatChangeNothingLeaveTheTableAsItIs() {
        var nothing = step("{\"action\":\"set-location\",\"location\":\"%s\"}".formatted(LOCATION));

        assertThat(TableUpdate.apply(BASE, List.of(nothing, nothing))).isSameAs(BASE);
    }

    private static Step step(String... updates) {
        return new Step(
                List.of(),
                read("{\"updates\":[%s]}".formatted(String.join(",", updates))).updates());
    }

    private static UpdateTableRequest read(String body) {
        return IcebergJson.read(body.getBytes(StandardCharsets.UTF_8), UpdateTableRequest.class);
    }
}
