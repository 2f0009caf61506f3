package io.meerkat.benchmark.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** What came back. Of one connection there is one, which holds until the next request is sent. */
public final class Answer {
    private final Bytes body = new Bytes();
    private int status;
    private Optional<String> etag = Optional.empty();
    private boolean gzip;
    private long received;

    void begin(int status) {
        this.status = status;
        body.clear();
        etag = Optional.empty();
        gzip = false;
    }

    void header(String name, String value) {
        if (name.equalsIgnoreCase("etag")) {
            etag = Optional.of(value);
        } else if (name.equalsIgnoreCase("content-encoding")) {
            gzip = value.equalsIgnoreCase("gzip");
        }
    }

    void end(long received) {
        this.received = received;
    }

    Bytes body() {
        return body;
    }

    public int status() {
        return status;
    }

    public boolean succeeded() {
        return status / 100 == 2;
    }

    public Optional<String> etag() {
        return etag;
    }

    /** Heads included, as they came: compressed where they were. */
    public long bytesReceived() {
        return received;
    }

    public String text() {
        unpack();
        return new String(body.array(), 0, body.length(), StandardCharsets.UTF_8);
    }

    /** Whether the body holds these bytes somewhere; cheaper than reading it as text. */
    public boolean contains(byte[] wanted) {
        unpack();
        return indexOf(body.array(), body.length(), wanted, 0) >= 0;
    }

    private void unpack() {
        if (!gzip) {
            return;
        }
        try (var packed = new GZIPInputStream(new ByteArrayInputStream(body.array(), 0, body.length()))) {
            var unpacked = packed.readAllBytes();
            body.clear();
            body.add(unpacked, 0, unpacked.length);
            gzip = false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of the first JSON member of that name that is a number or a text without escapes. */
    public Optional<String> member(String name) {
        unpack();
        var bytes = body.array();
        var key = ("\"" + name + "\"").getBytes(StandardCharsets.UTF_8);
        var found = indexOf(bytes, body.length(), key, 0);
        if (found < 0) {
            return Optional.empty();
        }
        var at = skip(bytes, found + key.length, ' ', ':');
        var quoted = at < body.length() && bytes[at] == '"';
        var start = quoted ? at + 1 : at;
        var end = start;
        while (end < body.length() && !(quoted ? bytes[end] == '"' : ends(bytes[end]))) {
            end++;
        }
        var value = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        return quoted || !value.equals("null") ? Optional.of(value) : Optional.empty();
    }

    private int skip(byte[] bytes, int from, char one, char other) {
        var at = from;
        while (at < body.length() && (bytes[at] == one || bytes[at] == other)) {
            at++;
        }
        return at;
    }

    private static boolean ends(byte one) {
        return one == ',' || one == '}' || one == ']' || one == ' ' || one == '\n' || one == '\r';
    }

    static int indexOf(byte[] bytes, int length, byte[] wanted, int from) {
        var first = wanted[0];
        var last = length - wanted.length;
        for (int at = from; at <= last; at++) {
            if (bytes[at] == first && matches(bytes, at, wanted)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] bytes, int at, byte[] wanted) {
        for (int i = 1; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
