package io.meerkat.api.iceberg.table;

import io.meerkat.merge.body.Document;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.MetadataUpdate.SetProperties;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The property {@code gc.enabled=false}, on which engines do not delete files: they would see one ref alone. It is shown, and
 * not stored when it comes back.
 */
final class GcFlag {
    private static final String NAME = TableProperties.GC_ENABLED;
    private static final String OFF = "false";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final byte[] PROPERTIES = "\"properties\":{".getBytes(StandardCharsets.US_ASCII);

    private GcFlag() {}

    /** The document with the flag. Its properties stand last; within a text their quotes would be escaped. */
    static Document set(Document document) {
        int at = lastProperties(document.bytes());
        if (at < 0) {
            throw new IllegalStateException("metadata without properties is not stored");
        }
        int from = at + PROPERTIES.length - 1;
        var own = new String(document.bytes(), from, document.length() - 1 - from, StandardCharsets.UTF_8);
        var properties = (ObjectNode) JSON.readTree(own);
        properties.put(NAME, OFF);
        return document.ending(from, (properties + "}").getBytes(StandardCharsets.UTF_8));
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

    /** Whether a client may have read the flag here and send it back. */
    static boolean mayBeEchoed(MetadataUpdate update) {
        return update instanceof SetProperties set && OFF.equals(set.updated().get(NAME));
    }

    /**
     * The updates as they would be if the client had not been shown the flag: it is taken out where it comes along with all
     * properties that there are. Who sends it otherwise means it.
     */
    static List<MetadataUpdate> withoutEcho(TableMetadata base, List<MetadataUpdate> updates) {
        return updates.stream()
                .map(update -> isEchoed(base, update) ? withoutFlag(update) : update)
                .toList();
    }

    private static boolean isEchoed(TableMetadata base, MetadataUpdate update) {
        var own = base.properties();
        return mayBeEchoed(update)
                && !own.isEmpty()
                && !own.containsKey(NAME)
                && ((SetProperties) update).updated().keySet().containsAll(own.keySet());
    }

    private static MetadataUpdate withoutFlag(MetadataUpdate update) {
        Map<String, String> own = new HashMap<>(((SetProperties) update).updated());
        own.remove(NAME);
        return new SetProperties(own);
    }
}
