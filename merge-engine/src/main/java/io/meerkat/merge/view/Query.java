package io.meerkat.merge.view;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.view.SQLViewRepresentation;
import org.apache.iceberg.view.ViewMetadata;
import org.apache.iceberg.view.ViewRepresentation;
import org.apache.iceberg.view.ViewVersion;

/**
 * What the current version of a view says.
 *
 * @param texts by dialect, in lower case since dialects are compared so
 */
record Query(SortedMap<String, ViewRepresentation> texts, Setting setting) {
    /** Where names in the texts are looked up, and the columns that the texts give. All dialects share it. */
    record Setting(Optional<String> catalog, Namespace namespace, Types.StructType columns) {}

    static Query of(ViewMetadata view) {
        var version = view.currentVersion();
        var texts = new TreeMap<String, ViewRepresentation>();
        version.representations().forEach(text -> texts.put(dialect(text), text));
        return new Query(texts, setting(version, view.schema()));
    }

    private static Setting setting(ViewVersion version, Schema schema) {
        return new Setting(
                Optional.ofNullable(version.defaultCatalog()), version.defaultNamespace(), schema.asStruct());
    }

    /** A representation that is no SQL has no dialect, and its type in place of one. */
    private static String dialect(ViewRepresentation text) {
        return text instanceof SQLViewRepresentation sql
                ? sql.dialect().toLowerCase(Locale.ROOT)
                : text.type() + " (no SQL)";
    }

    /** As it stands in a conflict: the text of each dialect. */
    static String described(ViewRepresentation text) {
        return text instanceof SQLViewRepresentation sql ? sql.sql() : text.toString();
    }

    String described() {
        var sqls = new TreeMap<String, String>();
        for (Map.Entry<String, ViewRepresentation> text : texts.entrySet()) {
            sqls.put(text.getKey(), described(text.getValue()));
        }
        return "%s in %s".formatted(sqls, setting.namespace());
    }
}
