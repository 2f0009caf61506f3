package io.meerkat.conformance.afterwards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** Every table and view of the catalog {@code default} as it is served, by the path it is served at. */
final class CatalogBodies {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI server;

    private CatalogBodies(URI server) {
        this.server = server;
    }

    static Map<String, String> of(URI server) {
        var bodies = new TreeMap<String, String>();
        new CatalogBodies(server).addAll("", bodies);
        return bodies;
    }

    private void addAll(String parent, Map<String, String> bodies) {
        String query = parent.isEmpty() ? "" : "?parent=" + parent;
        for (JsonNode namespace : read("/namespaces" + query).get("namespaces")) {
            var levels = new ArrayList<String>();
            namespace.forEach(level -> levels.add(level.asText()));
            String path = encode(String.join("\u001f", levels));
            addObjects(path, "tables", bodies);
            addObjects(path, "views", bodies);
            addAll(path, bodies);
        }
    }

    private void addObjects(String namespace, String kind, Map<String, String> bodies) {
        for (JsonNode name :
                read("/namespaces/%s/%s".formatted(namespace, kind)).get("identifiers")) {
            String path = "/namespaces/%s/%s/%s"
                    .formatted(namespace, kind, encode(name.get("name").asText()));
            bodies.put(path, text(path));
        }
    }

    private JsonNode read(String path) {
        try {
            return json.readTree(text(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String path) {
        var request =
                HttpRequest.newBuilder(server.resolve("/v1/default" + path)).build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("%s: %d %s".formatted(path, response.statusCode(), response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
