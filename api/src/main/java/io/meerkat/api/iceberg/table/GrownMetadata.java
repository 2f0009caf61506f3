package io.meerkat.api.iceberg.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.filter.FilteringGeneratorDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import io.meerkat.merge.body.Document;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.jspecify.annotations.Nullable;

/** Metadata as JSON, without the elements of its growing arrays that stood in a document before. */
final class GrownMetadata {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<String, Function<TableMetadata, List<?>>> HISTORIES = Map.of(
            "snapshots",
            TableMetadata::snapshots,
            "snapshot-log",
            TableMetadata::snapshotLog,
            "metadata-log",
            TableMetadata::previousFiles);

    private GrownMetadata() {}

    /** The arrays that begin as they did, and of how many elements. */
    static Map<String, Integer> grown(TableMetadata before, Document cut, TableMetadata after) {
        var grown = new HashMap<String, Integer>();
        HISTORIES.forEach((name, history) -> {
            var first = history.apply(before);
            if (!first.isEmpty() && cut.elements(name) == first.size() && begins(history.apply(after), first)) {
                grown.put(name, first.size());
            }
        });
        return grown;
    }

    /** Iceberg takes over what it does not change as the same objects. */
    private static boolean begins(List<?> list, List<?> first) {
        if (list.size() < first.size()) {
            return false;
        }
        for (int i = 0; i < first.size(); i++) {
            if (list.get(i) != first.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** @param without of which arrays to leave out how many elements */
    static String json(TableMetadata metadata, Map<String, Integer> without) {
        var text = new StringWriter();
        try (var json = new FilteringGeneratorDelegate(
                JSON.createGenerator(text), new Members(without), TokenFilter.Inclusion.INCLUDE_ALL_AND_PATH, true)) {
            TableMetadataParser.toJson(metadata, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static final class Members extends TokenFilter {
        private final Map<String, Integer> without;

        Members(Map<String, Integer> without) {
            this.without = without;
        }

        @Override
        public TokenFilter includeProperty(String name) {
            var known = without.get(name);
            return known == null ? INCLUDE_ALL : new Behind(known);
        }
    }

    private static final class Behind extends TokenFilter {
        private final int known;

        Behind(int known) {
            this.known = known;
        }

        @Override
        public @Nullable TokenFilter includeElement(int index) {
            return index < known ? null : INCLUDE_ALL;
        }

        @Override
        public boolean includeEmptyArray(boolean contentsFiltered) {
            return true;
        }
    }
}
