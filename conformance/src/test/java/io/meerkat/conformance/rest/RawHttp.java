package io.meerkat.conformance.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Requests byte by byte, for what no HTTP client lets through. */
final class RawHttp {
    private RawHttp() {}

    static Answer get(URI server, String path) {
        return send(server, "GET %s HTTP/1.1".formatted(path), "Host: " + server.getAuthority());
    }

    /** A request without a body: its first line, and header by header; none is added but the one that ends it. */
    static Answer send(URI server, String line, String... headers) {
        var head = Stream.concat(Stream.of(line), Stream.of(headers)).collect(Collectors.joining("\r\n"))
                + "\r\nConnection: close\r\n\r\n";
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            // Or a server that was promised a body waits for it before it closes.
            socket.shutdownOutput();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(Integer.parseInt(answer.substring(9, 12)), answer.substring(answer.indexOf("\r\n\r\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
