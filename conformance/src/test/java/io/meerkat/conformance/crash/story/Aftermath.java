package io.meerkat.conformance.crash.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a catalog shows after all.
 *
 * @param chains of each branch its commits along first parents, the newest first
 * @param tags the commit of each tag
 * @param shown the properties of each table on {@code main}
 * @param opened the merges that were ever opened, by their ids
 */
record Aftermath(
        Map<String, List<Made>> chains,
        Map<String, String> tags,
        Map<String, Set<String>> shown,
        Map<String, Opened> opened) {
    private static final int ALL = 1_000;

    record Made(String id, String message) {}

    record Opened(String source, String state, Optional<String> commit, boolean answered) {}

    static Aftermath of(Refs refs) {
        var heads = commits(refs, "branches");
        return new Aftermath(Chains.of(refs, heads), commits(refs, "tags"), shown(refs), opened(refs));
    }

    private static Map<String, String> commits(Refs refs, String kind) {
        var commits = new TreeMap<String, String>();
        for (var page = ""; ; ) {
            var answer =
                    refs.mustGet("%s?limit=%d%s".formatted(kind, ALL, page)).json();
            answer.get(kind)
                    .forEach(ref -> commits.put(
                            ref.get("name").asText(), ref.at("/commit/id").asText()));
            if (!answer.has("next_page_token")) {
                return commits;
            }
            page = "&page_token=" + answer.get("next_page_token").asText();
        }
    }

    private static Map<String, Set<String>> shown(Refs refs) {
        var shown = new HashMap<String, Set<String>>();
        for (String table : StoryWriter.SHARED_TABLES) {
            var properties = refs.client()
                    .mustGet(refs.tables("main") + "/" + table)
                    .json()
                    .at("/metadata/properties");
            var names = new HashSet<String>();
            properties.fieldNames().forEachRemaining(names::add);
            shown.put(table, names);
        }
        return shown;
    }

    private static Map<String, Opened> opened(Refs refs) {
        var opened = new TreeMap<String, Opened>();
        var listed = refs.mustGet("merges?limit=" + ALL).json().get("merges");
        for (JsonNode row : listed) {
            var id = row.get("id").asText();
            var merge = refs.mustGet("merges/" + id).json();
            opened.put(
                    id,
                    new Opened(
                            merge.get("source").asText(),
                            merge.get("state").asText(),
                            Optional.of(merge.path("head").asText()).filter(commit -> !commit.isEmpty()),
                            !merge.path("resolutions").isEmpty()));
        }
        return opened;
    }
}
