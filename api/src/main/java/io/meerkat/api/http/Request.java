package io.meerkat.api.http;

import io.meerkat.model.Actor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request, read whole: its decoded path, query parameters (decoded, those of one name in their order), headers (names in
 * lower case) and body.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record Request(
        String method,
        List<String> path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        byte[] body,
        Actor actor) {

    /** The first of this name. */
    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The method and decoded path: what an idempotency key and the audit log know a request by. */
    public String route() {
        return method + " /" + String.join("/", path);
    }
}
