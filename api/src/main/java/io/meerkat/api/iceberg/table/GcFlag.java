package io.meerkat.api.iceberg.table;

import io.meerkat.merge.body.Document;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.MetadataUpdate.SetProperties;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;

/**
 * The property {@code gc.enabled=false}, on which engines do not delete files: they would see one ref alone. It is shown and
 * never stored.
 */
final class GcFlag {
    private static final String NAME = TableProperties.GC_ENABLED;
    private static final String OFF = "false";
    private static final byte[] PROPERTIES = "\"properties\":{".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern OWN = Pattern.compile("\"gc\\.enabled\":\"[^\"]*\"");

    private GcFlag() {}

    /** The document with the flag. Its properties stand last; within a text their quotes would be escaped. */
    static Document set(Document document) {
        int at = lastProperties(document.bytes());
        if (at < 0) {
            throw new IllegalStateException("metadata without properties is not stored");
        }
        int from = at + PROPERTIES.length;
        var rest = new String(document.bytes(), from, document.length() - from, StandardCharsets.UTF_8);
        var flag = "\"%s\":\"%s\"".formatted(NAME, OFF);
        var own = OWN.matcher(rest);
        var changed = own.find() ? own.replaceFirst(flag) : flag + (rest.startsWith("}") ? "" : ",") + rest;
        return document.ending(from, changed.getBytes(StandardCharsets.UTF_8));
    }

    private static int lastProperties(byte[] bytes) {
        for (int at = bytes.length - PROPERTIES.length; at >= 0; at--) {
            if (bytes[at] == PROPERTIES[0] && matches(bytes, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] bytes, int at) {
        for (int i = 1; i < PROPERTIES.length; i++) {
            if (bytes[at + i] != PROPERTIES[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a client sends the flag among other properties: it may have read it here. */
    static boolean isEchoed(MetadataUpdate update) {
        return update instanceof SetProperties set
                && set.updated().size() > 1
                && OFF.equals(set.updated().get(NAME));
    }

    /** The updates as they would be if the client had not been shown the flag. */
    static List<MetadataUpdate> withoutEcho(TableMetadata base, List<MetadataUpdate> updates) {
        return base.properties().containsKey(NAME)
                ? updates
                : updates.stream().flatMap(GcFlag::withoutEcho).toList();
    }

    private static Stream<MetadataUpdate> withoutEcho(MetadataUpdate update) {
        if (!isEchoed(update)) {
            return Stream.of(update);
        }
        Map<String, String> own = new HashMap<>(((SetProperties) update).updated());
        own.remove(NAME);
        return Stream.of(new SetProperties(own));
    }
}
