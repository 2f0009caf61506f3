package io.meerkat.api.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.rest.RESTRequest;
import org.apache.iceberg.rest.requests.CommitTransactionRequest;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.CreateViewRequest;
import org.apache.iceberg.rest.requests.RegisterTableRequest;
import org.apache.iceberg.rest.requests.RegisterViewRequest;
import org.apache.iceberg.rest.requests.RenameTableRequest;
import org.apache.iceberg.rest.requests.UpdateNamespacePropertiesRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IcebergJsonTest {
    private static final String SCHEMA = """
            {"type":"struct","schema-id":0,"identifier-field-ids":[1],"fields":[
             {"id":1,"name":"id","type":"long","required":true,"doc":"d","initial-default":1,"write-default":1},
             {"id":2,"name":"l","type":{"type":"list","element-id":3,"element":"string","element-required":false},
              "required":false},
             {"id":4,"name":"m","type":{"type":"map","key-id":5,"key":"string","value-id":6,"value":"int",
              "value-required":false},"required":false}]}
            """;
    private static final String CHANGE = """
            {"identifier":{"namespace":["a"],"name":"t"},
             "requirements":[{"type":"assert-ref-snapshot-id","ref":"main","snapshot-id":1}],
             "updates":[{"action":"set-properties","updates":{"k":"v"}}]}
            """;

    static Stream<Arguments> requests() {
        return Stream.of(
                arguments(CreateNamespaceRequest.class, "{\"namespace\":[\"a\"],\"properties\":{\"k\":\"v\"}}"),
                arguments(UpdateNamespacePropertiesRequest.class, "{\"removals\":[\"a\"],\"updates\":{\"k\":\"v\"}}"),
                arguments(CreateTableRequest.class, """
                        {"name":"t","location":"file:///w/t","schema":%s,"stage-create":true,"properties":{"k":"v"},
                         "partition-spec":{"spec-id":0,"fields":[
                          {"source-id":1,"field-id":1000,"name":"p","transform":"bucket[4]"}]},
                         "write-order":{"order-id":1,"fields":[
                          {"transform":"identity","source-id":1,"direction":"asc","null-order":"nulls-first"}]}}
                        """.formatted(SCHEMA)),
                arguments(RegisterTableRequest.class, """
                        {"name":"t","metadata-location":"file:///w/m.metadata.json","overwrite":true}
                        """),
                arguments(RegisterViewRequest.class, """
                        {"name":"v","metadata-location":"file:///w/m.metadata.json"}
                        """),
                arguments(RenameTableRequest.class, """
                        {"source":{"namespace":["a"],"name":"t"},"destination":{"namespace":["a"],"name":"u"}}
                        """),
                arguments(UpdateTableRequest.class, CHANGE),
                arguments(CommitTransactionRequest.class, "{\"table-changes\":[%s]}".formatted(CHANGE)),
                arguments(CreateViewRequest.class, """
                        {"name":"v","location":"file:///w/v","schema":%s,"properties":{"k":"v"},"view-version":{
                         "version-id":1,"schema-id":0,"timestamp-ms":1,"summary":{"k":"v"},"default-catalog":"c",
                         "default-namespace":["a"],
                         "representations":[{"type":"sql","sql":"select 1","dialect":"spark"}]}}
                        """.formatted(SCHEMA)));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aBodyIsReadWhole(Class<? extends RESTRequest> type, String json) {
        assertThat(read(json, type)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aBodyThatIsBentAnywhereIsReadOrRefusedWithoutNamesFromWithin(Class<? extends RESTRequest> type, String json) {
        assertThat(BentJson.of(json).flatMap(bent -> complaint(bent, type).stream()))
                .isEmpty();
    }

    private static Optional<String> complaint(String json, Class<? extends RESTRequest> type) {
        try {
            read(json, type);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Clear.complaint(e, json);
        }
    }

    @Test
    void aKeyThatIsRemovedAndSetIsUnprocessable() {
        var error = catchThrowableOfType(
                IcebergError.class,
                () -> read("{\"removals\":[\"k\"],\"updates\":{\"k\":\"v\"}}", UpdateNamespacePropertiesRequest.class));

        assertThat(error.status()).isEqualTo(422);
        assertThat(error.type()).isEqualTo("UnprocessableEntityException");
        assertThat(error.getMessage()).contains("k");
    }

    private static <T extends RESTRequest> T read(String json, Class<T> type) {
        return IcebergJson.read(json.getBytes(StandardCharsets.UTF_8), type);
    }
}
