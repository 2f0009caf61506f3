package io.meerkat.conformance.rest;

import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/** Appends as a client without a library would write them: of snapshots that name no files. */
public final class Snapshots {
    private Snapshots() {}

    /** Appends to a table as it is now, and asserts so. */
    public static Answer append(RestClient client, String namespace, String table, String tag) {
        var path = "/v1/namespaces/%s/tables/%s".formatted(namespace, table);
        var metadata = client.mustGet(path).json().get("metadata");
        var head = head(metadata);
        return client.post(path, commit(List.of(assertMain(head)), moveMain(metadata, head, tag)));
    }

    /** Where {@code main} stands; nowhere in a table without rows. */
    public static OptionalLong head(JsonNode metadata) {
        var id = metadata.path("refs").path("main").path("snapshot-id");
        return id.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(id.asLong());
    }

    public static String assertMain(OptionalLong head) {
        return "{\"type\":\"assert-ref-snapshot-id\",\"ref\":\"main\",\"snapshot-id\":%s}".formatted(orNull(head));
    }

    /** The two updates that make a new snapshot, with this parent, the head of {@code main}. */
    public static String moveMain(JsonNode metadata, OptionalLong parent, String tag) {
        return moveMain(0, metadata, parent, tag);
    }

    /** As above, for a snapshot that is made on {@code behind} others that the metadata does not show yet. */
    public static String moveMain(int behind, JsonNode metadata, OptionalLong parent, String tag) {
        long id = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
        long sequence = metadata.get("format-version").asInt() == 1
                ? 0
                : metadata.get("last-sequence-number").asLong() + 1 + behind;
        return """
                {"action":"add-snapshot","snapshot":{"snapshot-id":%1$d,%2$s"sequence-number":%3$d,"timestamp-ms":%4$d,\
                "manifest-list":%5$s,"summary":{"operation":"append","tag":%6$s},"schema-id":0}},\
                {"action":"set-snapshot-ref","ref-name":"main","type":"branch","snapshot-id":%1$d}\
                """.formatted(
                        id,
                        parent.isPresent() ? "\"parent-snapshot-id\":%d,".formatted(parent.getAsLong()) : "",
                        sequence,
                        System.currentTimeMillis(),
                        quoted(metadata.get("location").asText() + "/metadata/snap-%d.avro".formatted(id)),
                        quoted(tag));
    }

    private static String orNull(OptionalLong id) {
        return id.isPresent() ? Long.toString(id.getAsLong()) : "null";
    }
}
