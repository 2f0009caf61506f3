package io.meerkat.api.server;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.model.CatalogName;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** What somebody finds who opens the server's address in a browser. */
final class Welcome {
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private Welcome() {}

    static boolean isAskedBy(Request request) {
        return request.path().isEmpty() && READS.contains(request.method());
    }

    static Answer answer(Request request) {
        var json = JsonMapper.shared().createObjectNode();
        json.put("product", "Meerkat, an Apache Iceberg catalog with git semantics");
        json.put("version", Version.current());
        request.header("host").ifPresent(host -> json.put("uri", "http://" + host));
        json.put("warehouse", CatalogName.DEFAULT.toString());
        json.put("config", "/v1/config?warehouse=" + CatalogName.DEFAULT);
        json.put("log", "/api/v1/branches/main/commits?catalog=" + CatalogName.DEFAULT);
        json.put("description", "/api/v2/openapi.json");
        json.put("documents", "README.md and docs/api.md of the project");
        return Answer.json(200, json.toPrettyString().getBytes(StandardCharsets.UTF_8));
    }
}
