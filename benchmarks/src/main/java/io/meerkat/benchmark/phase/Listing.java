package io.meerkat.benchmark.phase;

import com.fasterxml.jackson.databind.JsonNode;
import io.meerkat.benchmark.catalog.Catalog;
import io.meerkat.benchmark.catalog.Json;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;
import java.util.Set;
import java.util.TreeSet;

/** All names that a list call has, over all of its pages. */
final class Listing {
    private Listing() {}

    /** @param member of the answers: namespaces or identifiers */
    static Set<String> names(Catalog catalog, String path, String member) throws NoAnswerException {
        var names = new TreeSet<String>();
        var query = path + (path.contains("?") ? "&" : "?") + "pageToken=";
        try (var connection = catalog.open()) {
            for (var token = ""; ; ) {
                var answer = connection.send(Request.get(query + Catalog.escaped(token)));
                Session.require(answer, path);
                var page = Json.read(answer.text());
                page.path(member).forEach(listed -> names.add(lastName(listed)));
                token = page.path("next-page-token").asText("");
                if (token.isEmpty() || token.equals("null")) {
                    return names;
                }
            }
        }
    }

    private static String lastName(JsonNode listed) {
        return listed.isArray()
                ? listed.path(listed.size() - 1).asText()
                : listed.path("name").asText();
    }
}
