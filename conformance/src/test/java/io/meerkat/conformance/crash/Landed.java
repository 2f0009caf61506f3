package io.meerkat.conformance.crash;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.meerkat.conformance.crash.Ledger.Attempt;
import io.meerkat.conformance.rest.RestClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the tables of a namespace show after all: for each table its tags, and how often it shows them. */
record Landed(Map<String, Map<String, Integer>> tagsByTable) {
    /** Loads every table of a round's namespace; one that cannot be loaded is a failure. */
    static Landed in(RestClient client, String round) {
        var tags = new TreeMap<String, Map<String, Integer>>();
        var tables = "/v1/namespaces/%s/tables".formatted(round);
        for (JsonNode table : client.mustGet(tables).json().get("identifiers")) {
            var name = table.get("name").asText();
            var metadata = client.mustGet(tables + "/" + name).json().get("metadata");
            tags.put(name, tags(metadata, Tags.pattern(round).asMatchPredicate()));
        }
        return new Landed(tags);
    }

    private static Map<String, Integer> tags(JsonNode metadata, Predicate<String> isTag) {
        var properties = metadata.get("properties").propertyStream().map(Map.Entry::getKey);
        var summaries = metadata.get("snapshots")
                .valueStream()
                .map(snapshot -> snapshot.get("summary").path(Tags.SUMMARY_KEY).asText());
        return Stream.concat(properties, summaries).filter(isTag).collect(toMap(tag -> tag, tag -> 1, Integer::sum));
    }

    Set<String> tags() {
        return tagsByTable.values().stream()
                .flatMap(tags -> tags.keySet().stream())
                .collect(toCollection(TreeSet::new));
    }

    Set<String> tags(String table) {
        return new TreeSet<>(tagsByTable.getOrDefault(table, Map.of()).keySet());
    }

    /** How often each tag is shown that belongs to the attempt and its tables. */
    private List<Integer> shown(Attempt attempt) {
        return attempt.tables().stream()
                .map(table -> tagsByTable.getOrDefault(table, Map.of()).getOrDefault(attempt.tag(), 0))
                .distinct()
                .toList();
    }

    /** What is wrong with an attempt's traces, if anything is. */
    Optional<String> complaint(Attempt attempt) {
        var shown = shown(attempt);
        var there = shown.equals(List.of(1));
        var absent = shown.equals(List.of(0));
        return switch (attempt.told()) {
            case ACKNOWLEDGED -> there ? Optional.empty() : Optional.of("acknowledged, lost or not whole: " + attempt);
            case REFUSED -> absent ? Optional.empty() : Optional.of("refused, and there: " + attempt);
            case UNKNOWN -> there || absent ? Optional.empty() : Optional.of("half applied: " + attempt);
        };
    }
}
