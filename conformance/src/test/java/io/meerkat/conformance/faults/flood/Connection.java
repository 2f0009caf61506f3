package io.meerkat.conformance.faults.flood;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One connection to a server that is kept, and asks one thing after another; cheap enough for thousands. */
final class Connection implements AutoCloseable {
    private static final int HEAD_BYTES_MAX = 1 << 14;

    private final URI server;
    private final Socket socket;
    private final InputStream input;

    Connection(URI server, Duration silenceMax) throws IOException {
        this.server = server;
        this.socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) silenceMax.toMillis());
        this.input = new BufferedInputStream(socket.getInputStream());
    }

    /** A status, and headers by their names in small letters. */
    record Reply(int status, Map<String, String> headers) {
        /** A server ends a connection after some requests. */
        boolean closes() {
            return headers.getOrDefault("connection", "").equalsIgnoreCase("close");
        }
    }

    Reply post(String path, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        send(head("POST", path, bytes.length) + body);
        return reply();
    }

    Reply get(String path) throws IOException {
        send(head("GET", path, 0));
        return reply();
    }

    String head(String method, String path, int length) {
        return "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(method, path, server.getAuthority(), length);
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    Reply reply() throws IOException {
        var lines = line().split(" ", 3);
        var headers = new HashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        skipBody(headers);
        return new Reply(Integer.parseInt(lines[1]), headers);
    }

    private void skipBody(Map<String, String> headers) throws IOException {
        if (!headers.containsKey("transfer-encoding")) {
            input.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
            return;
        }
        for (int size = chunk(); size > 0; size = chunk()) {
            input.skipNBytes(size);
            line();
        }
        line();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = byteOrEnd(); next != '\n'; next = byteOrEnd()) {
            if (next != '\r') {
                line.append((char) next);
            }
            if (line.length() > HEAD_BYTES_MAX) {
                throw new IOException("a line of more than %d bytes".formatted(HEAD_BYTES_MAX));
            }
        }
        return line.toString();
    }

    /** For who reads slowly. */
    int byteOrEnd() throws IOException {
        int next = input.read();
        if (next < 0) {
            throw new EOFException("the server closed the connection");
        }
        return next;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }
}
