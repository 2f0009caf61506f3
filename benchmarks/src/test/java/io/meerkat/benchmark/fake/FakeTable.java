package io.meerkat.benchmark.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A table as its metadata. */
final class FakeTable {
    private final ObjectNode metadata = JsonNodeFactory.instance.objectNode();

    FakeTable(String name) {
        metadata.put("table-uuid", "uuid-of-" + name);
        metadata.put("location", "s3://fake/" + name);
        metadata.put("current-snapshot-id", -1);
        metadata.put("last-sequence-number", 0);
        metadata.putObject("properties");
        metadata.putArray("snapshots");
    }

    private FakeTable(ObjectNode metadata) {
        this.metadata.setAll(metadata);
    }

    FakeTable copy() {
        return new FakeTable(metadata.deepCopy());
    }

    /** Whether what the change asserts of the branch main is so. */
    boolean meets(JsonNode change) {
        for (var requirement : change.path("requirements")) {
            if (requirement.path("type").asText().equals("assert-ref-snapshot-id")
                    && requirement.path("snapshot-id").asLong(-1)
                            != metadata.path("current-snapshot-id").asLong()) {
                return false;
            }
        }
        return true;
    }

    void apply(JsonNode change) {
        for (var update : change.path("updates")) {
            switch (update.path("action").asText()) {
                case "set-properties" ->
                    ((ObjectNode) metadata.path("properties")).setAll((ObjectNode) update.path("updates"));
                case "add-snapshot" -> {
                    metadata.withArray("snapshots").add(update.path("snapshot"));
                    metadata.set("last-sequence-number", update.path("snapshot").path("sequence-number"));
                }
                default -> metadata.set("current-snapshot-id", update.path("snapshot-id"));
            }
        }
    }

    String loaded() {
        return "{\"metadata-location\":\"s3://fake/1.json\",\"metadata\":" + metadata + "}";
    }

    /** What the write is called by in the checks. */
    static String tag(String table, JsonNode change) {
        var update = change.path("updates").path(0);
        return update.path("action").asText().equals("add-snapshot")
                ? table + "@" + update.path("snapshot").path("snapshot-id").asText()
                : update.path("updates").iterator().next().asText();
    }
}
