package io.meerkat.s3;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request, path style. */
record Call(HttpExchange exchange, String bucket, String key, Map<String, String> query) {

    static Call of(HttpExchange exchange) {
        var path = exchange.getRequestURI().getRawPath();
        var slash = path.indexOf('/', 1);
        var bucket = slash < 0 ? path.substring(1) : path.substring(1, slash);
        var key = slash < 0 ? "" : path.substring(slash + 1);
        return new Call(
                exchange,
                unescaped(bucket),
                unescaped(key),
                query(exchange.getRequestURI().getRawQuery()));
    }

    private static Map<String, String> query(@Nullable String raw) {
        var query = new HashMap<String, String>();
        if (raw != null) {
            for (var parameter : raw.split("&")) {
                var parts = parameter.split("=", 2);
                query.put(unescaped(parts[0]), parts.length == 2 ? queryUnescaped(parts[1]) : "");
            }
        }
        return query;
    }

    /** In a path a plus is a plus. */
    private static String unescaped(String text) {
        return text.indexOf('%') < 0 ? text : queryUnescaped(text.replace("+", "%2B"));
    }

    private static String queryUnescaped(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String method() {
        return exchange.getRequestMethod();
    }

    String name() {
        return bucket + "/" + key;
    }

    boolean asks(String parameter) {
        return query.containsKey(parameter);
    }

    String parameter(String name, String otherwise) {
        return Optional.ofNullable(query.get(name)).orElse(otherwise);
    }

    int number(String name, int otherwise) {
        try {
            return Integer.parseInt(parameter(name, Integer.toString(otherwise)));
        } catch (NumberFormatException e) {
            throw new S3Refusal(400, "InvalidArgument", name + " is no number");
        }
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    boolean isSigned() {
        return header("Authorization").isPresent() || asks("X-Amz-Signature");
    }

    byte[] body() throws IOException {
        var raw = exchange.getRequestBody().readAllBytes();
        var chunked = header("x-amz-content-sha256")
                .filter(sum -> sum.startsWith("STREAMING-"))
                .isPresent();
        return chunked ? ChunkedBody.decoded(raw) : raw;
    }
}
