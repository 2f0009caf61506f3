package io.meerkat.benchmark.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.meerkat.benchmark.http.Address;
import io.meerkat.benchmark.http.HttpConnection;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A catalog as its config call describes it.
 *
 * @param root the path that all calls begin with, prefix included
 * @param endpoints what it says that it serves; empty where it does not say
 * @param headers lines that every request carries
 */
public record Catalog(Address address, String root, Optional<Set<String>> endpoints, Duration timeout, String headers) {
    private static final String TRANSACTIONS = "POST /v1/{prefix}/transactions/commit";
    private static final String LEVEL_SEPARATOR = "\u001f";

    public static Catalog connect(URI uri, String warehouse, Duration timeout, boolean gzip) throws NoAnswerException {
        var headers = gzip ? "Accept-Encoding: gzip\r\n" : "";
        var query = warehouse.isEmpty() ? "" : "?warehouse=" + escaped(warehouse);
        try (var connection = new HttpConnection(Address.of(uri), timeout, headers)) {
            var answer = connection.send(Request.get(path(uri) + "/v1/config" + query));
            if (!answer.succeeded()) {
                throw new IllegalStateException(
                        "%s answered %d to the config call: %s".formatted(uri, answer.status(), answer.text()));
            }
            var config = Json.read(answer.text());
            var home = setting(config, "uri").map(URI::create).orElse(uri);
            // As clients do it: a prefix is put into paths as it came.
            var prefix = setting(config, "prefix").map(found -> "/" + found).orElse("");
            return new Catalog(Address.of(home), path(home) + "/v1" + prefix, endpoints(config), timeout, headers);
        }
    }

    private static Optional<String> setting(JsonNode config, String name) {
        return Json.text(config.path("overrides").path(name))
                .or(() -> Json.text(config.path("defaults").path(name)));
    }

    private static Optional<Set<String>> endpoints(JsonNode config) {
        if (!config.path("endpoints").isArray()) {
            return Optional.empty();
        }
        var said = new TreeSet<String>();
        config.path("endpoints").forEach(endpoint -> said.add(endpoint.asText()));
        return Optional.of(said);
    }

    private static String path(URI uri) {
        var path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    public static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The same as a branch shows it, for catalogs that take a ref behind their prefix. */
    public Catalog at(String branch) {
        return new Catalog(address, root + "@" + branch, endpoints, timeout, headers);
    }

    /** Where Meerkat's own calls about the catalog begin. */
    public String management() {
        int version = root.lastIndexOf("/v1");
        return "%s/api/v2/catalogs/%s".formatted(root.substring(0, version), root.substring(root.lastIndexOf('/') + 1));
    }

    public HttpConnection open() {
        return new HttpConnection(address, timeout, headers);
    }

    /** A catalog that does not say what it serves is asked: the specification counts this call among the usual ones. */
    public boolean saysNoTo(String endpoint) {
        return endpoints.isPresent() && !endpoints.get().contains(endpoint);
    }

    public boolean saysNoToTransactions() {
        return saysNoTo(TRANSACTIONS);
    }

    public String namespaces() {
        return root + "/namespaces";
    }

    public String namespacesIn(List<String> parent) {
        return namespaces() + "?parent=" + levels(parent);
    }

    public String namespace(List<String> levels) {
        return namespaces() + "/" + levels(levels);
    }

    public String tables(List<String> namespace) {
        return namespace(namespace) + "/tables";
    }

    public String table(List<String> namespace, String name) {
        return tables(namespace) + "/" + escaped(name);
    }

    public String transactions() {
        return root + "/transactions/commit";
    }

    private static String levels(List<String> levels) {
        return escaped(String.join(LEVEL_SEPARATOR, levels));
    }
}
