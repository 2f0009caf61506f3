package io.meerkat.benchmark.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Sends one prepared text after the other, whatever it is asked; each is a turn of one connection. */
final class ScriptedServer implements AutoCloseable {
    /** A turn: what is sent when a request has come. */
    sealed interface Turn {
        record Say(String text) implements Turn {}

        record SayThenClose(String text) implements Turn {}

        /** Each byte on its own, some time apart. */
        record Trickle(String text, long millis) implements Turn {}
    }

    private final ServerSocket socket;
    private final Iterator<Turn> turns;
    private final List<String> requests = new ArrayList<>();

    ScriptedServer(Turn... turns) throws IOException {
        this.turns = List.of(turns).iterator();
        this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    Address address() {
        return new Address("127.0.0.1", socket.getLocalPort());
    }

    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var connection = socket.accept()) {
                while (turns.hasNext() && isOpenAfter(connection)) {
                    // Another turn on the same connection.
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private boolean isOpenAfter(Socket connection) throws IOException {
        if (!readRequest(connection.getInputStream())) {
            return false;
        }
        var out = connection.getOutputStream();
        switch (turns.next()) {
            case Turn.Say(var text) -> out.write(text.getBytes(StandardCharsets.UTF_8));
            case Turn.SayThenClose(var text) -> {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                return false;
            }
            case Turn.Trickle(var text, var millis) -> {
                for (var one : text.getBytes(StandardCharsets.UTF_8)) {
                    out.write(one);
                    sleep(millis);
                }
            }
        }
        return true;
    }

    private boolean readRequest(InputStream in) throws IOException {
        var request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                return false;
            }
            request.append((char) next);
        }
        synchronized (this) {
            requests.add(request.toString());
        }
        return true;
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
