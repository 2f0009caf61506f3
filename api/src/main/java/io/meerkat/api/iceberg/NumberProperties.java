package io.meerkat.api.iceberg;

import java.util.List;
import java.util.Map;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.view.ViewProperties;

/** Properties that are read as numbers when metadata is built: Iceberg would say of one that is none only its value. */
public final class NumberProperties {
    private static final String HISTORY = ViewProperties.VERSION_HISTORY_SIZE;
    private static final List<String> NAMES =
            List.of(TableProperties.FORMAT_VERSION, TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, HISTORY);

    private NumberProperties() {}

    public static void require(MetadataUpdate update) {
        if (update instanceof MetadataUpdate.SetProperties set) {
            require(set.updated());
        }
    }

    public static void require(Map<String, String> properties) {
        for (String name : NAMES) {
            String value = properties.get(name);
            if (value != null && !isNumber(value)) {
                throw IcebergError.badRequest("The property '%s' must be a whole number: '%s'".formatted(name, value));
            }
            if (value != null && name.equals(HISTORY) && Integer.parseInt(value) < 1) {
                throw IcebergError.badRequest("The property '%s' must be above 0: '%s'".formatted(name, value));
            }
        }
    }

    private static boolean isNumber(String text) {
        try {
            Integer.parseInt(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
