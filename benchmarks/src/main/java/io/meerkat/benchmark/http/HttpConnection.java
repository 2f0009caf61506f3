package io.meerkat.benchmark.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** One request after the other to one server, over one connection as long as the server keeps it. For one thread. */
public final class HttpConnection implements AutoCloseable {
    private final Address address;
    private final Duration timeout;
    private final String always;
    private final Bytes outgoing = new Bytes();
    private final Framing framing = new Framing();
    private final Answer answer = new Answer();
    private Optional<Wire> wire = Optional.empty();

    public HttpConnection(Address address, Duration timeout) {
        this(address, timeout, "");
    }

    /** @param headers lines that end in CRLF and are sent with every request */
    public HttpConnection(Address address, Duration timeout, String headers) {
        this.address = address;
        this.timeout = timeout;
        this.always = " HTTP/1.1\r\nHost: " + address + "\r\nAccept: application/json\r\n" + headers;
    }

    /** Returns when the last byte of the answer is there. */
    public Answer send(Request request) throws NoAnswerException {
        var reused = wire.isPresent();
        try {
            return exchange(request);
        } catch (IOException | NumberFormatException e) {
            var nothingCame = wire.map(Wire::received).orElse(0L) == 0;
            close();
            // Servers close connections that were idle for long: no fault of either side.
            if (reused && nothingCame && request.isRepeatable() && !(e instanceof SocketTimeoutException)) {
                return send(request);
            }
            throw new NoAnswerException(
                    "%s %s of %s was not answered: %s".formatted(request.method(), request.path(), address, e), e);
        }
    }

    private Answer exchange(Request request) throws IOException {
        var open = wire.isPresent() ? wire.get() : connected();
        open.begin(timeout);
        render(request);
        open.send(outgoing);
        framing.readHead(open, answer);
        framing.readBody(open, request.method(), answer.body());
        answer.end(open.received());
        if (framing.closesAfterwards()) {
            close();
        }
        return answer;
    }

    private Wire connected() throws IOException {
        var opened = Wire.open(address, timeout);
        wire = Optional.of(opened);
        return opened;
    }

    private void render(Request request) {
        outgoing.clear();
        outgoing.add(request.method());
        outgoing.add(" ");
        outgoing.add(request.path());
        outgoing.add(always);
        outgoing.add(request.headers());
        if (request.body().length > 0) {
            outgoing.add("Content-Length: " + request.body().length + "\r\n");
        }
        outgoing.add("\r\n");
        outgoing.add(request.body(), 0, request.body().length);
    }

    @Override
    public void close() {
        wire.ifPresent(Wire::close);
        wire = Optional.empty();
    }
}
