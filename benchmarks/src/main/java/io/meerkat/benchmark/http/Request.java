package io.meerkat.benchmark.http;

import java.nio.charset.StandardCharsets;

/**
 * What is sent.
 *
 * @param path with its query, escaped
 * @param headers lines that end in CRLF, beyond those that every request has
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record Request(String method, String path, String headers, byte[] body) {
    private static final byte[] NO_BODY = {};

    public static Request get(String path) {
        return new Request("GET", path, "", NO_BODY);
    }

    public static Request post(String path, String json) {
        return new Request("POST", path, "Content-Type: application/json\r\n", json.getBytes(StandardCharsets.UTF_8));
    }

    public Request with(String header, String value) {
        return new Request(method, path, headers + header + ": " + value + "\r\n", body);
    }

    /** Whether sending it twice does no harm. */
    boolean isRepeatable() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
