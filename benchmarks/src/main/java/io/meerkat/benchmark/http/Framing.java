package io.meerkat.benchmark.http;

import java.io.IOException;

/** How the end of a body is known, from the head before it. */
final class Framing {
    private static final int FIRST_FINAL = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int BODY_MAX = Integer.MAX_VALUE - 8;

    private long length = -1;
    private boolean chunked;
    private boolean closes;
    private int status;

    /** Reads heads until a final one; answers of the 100s come before it. */
    void readHead(Wire wire, Answer answer) throws IOException {
        do {
            var statusLine = wire.line();
            if (!statusLine.startsWith("HTTP/1.") || statusLine.length() < 12) {
                throw new IOException("\"%s\" is no status line".formatted(statusLine));
            }
            status = Integer.parseInt(statusLine, 9, 12, 10);
            closes = statusLine.charAt(7) == '0';
            length = -1;
            chunked = false;
            answer.begin(status);
            readHeaders(wire, answer);
        } while (status < FIRST_FINAL);
    }

    private void readHeaders(Wire wire, Answer answer) throws IOException {
        for (var line = wire.line(); !line.isEmpty(); line = wire.line()) {
            var colon = line.indexOf(':');
            if (colon < 0) {
                throw new IOException("\"%s\" is no header".formatted(line));
            }
            var name = line.substring(0, colon);
            var value = line.substring(colon + 1).strip();
            switch (name.length()) {
                case 14 -> length = name.equalsIgnoreCase("content-length") ? Long.parseLong(value) : length;
                case 17 -> chunked |= name.equalsIgnoreCase("transfer-encoding") && value.equalsIgnoreCase("chunked");
                case 10 -> closes = name.equalsIgnoreCase("connection") ? value.equalsIgnoreCase("close") : closes;
                default -> answer.header(name, value);
            }
        }
    }

    void readBody(Wire wire, String method, Bytes into) throws IOException {
        if (method.equals("HEAD") || status == NO_CONTENT || status == NOT_MODIFIED) {
            return;
        }
        if (chunked) {
            readChunks(wire, into);
        } else if (length >= 0) {
            wire.read(within(length), into);
        } else {
            closes = true;
            wire.readToEnd(into);
        }
    }

    private static void readChunks(Wire wire, Bytes into) throws IOException {
        for (var size = chunkSize(wire); size > 0; size = chunkSize(wire)) {
            wire.read(size, into);
            wire.line();
        }
        while (!wire.line().isEmpty()) {
            // Trailers say nothing that is measured.
        }
    }

    private static int chunkSize(Wire wire) throws IOException {
        var line = wire.line();
        var end = line.indexOf(';');
        try {
            return within(Long.parseLong(
                    end < 0 ? line.strip() : line.substring(0, end).strip(), 16));
        } catch (NumberFormatException e) {
            throw new IOException("\"%s\" is no size of a chunk".formatted(line), e);
        }
    }

    private static int within(long size) throws IOException {
        if (size < 0 || size > BODY_MAX) {
            throw new IOException("a body of %d bytes is more than can be held".formatted(size));
        }
        return (int) size;
    }

    boolean closesAfterwards() {
        return closes;
    }
}
