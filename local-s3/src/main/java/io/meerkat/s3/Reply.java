package io.meerkat.s3;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What is answered. */
@SuppressWarnings("ArrayRecordComponent") // sent, and gone
record Reply(int status, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    static Reply empty(int status) {
        return new Reply(status, Map.of(), NOTHING);
    }

    static Reply tagged(StoredObject object) {
        return new Reply(200, Map.of("ETag", object.etag()), NOTHING);
    }

    static Reply xml(int status, String text) {
        return new Reply(
                status,
                Map.of("Content-Type", "application/xml"),
                ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text).getBytes(StandardCharsets.UTF_8));
    }

    void send(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        if (body.length == 0 || exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
