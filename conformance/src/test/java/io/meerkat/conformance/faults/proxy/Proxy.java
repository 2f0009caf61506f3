package io.meerkat.conformance.faults.proxy;

import io.meerkat.conformance.faults.proxy.Rule.Direction;
import io.meerkat.conformance.faults.proxy.Rule.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port on loopback behind which another port is, and between them the {@link Rule} of the moment. */
public final class Proxy implements AutoCloseable {
    private static final int BACKLOG = 4_096;

    private final ServerSocket door;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile Rule rule = Rule.PASS;

    private Proxy(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    public static Proxy before(int target) {
        try {
            return new Proxy(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Of a web server behind it. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** From now on, for connections that stand as well. */
    public void obey(Rule other) {
        rule = other;
    }

    /** New connections go there. Those that stand are reset. */
    public void pointTo(int otherTarget) {
        target = otherTarget;
        resetAll();
    }

    public void resetAll() {
        List.copyOf(links).forEach(Link::reset);
    }

    public int links() {
        return links.size();
    }

    Verdict verdict(Link link, Direction direction, byte[] piece) {
        return rule.on(link, direction, piece);
    }

    void forget(Link link) {
        links.remove(link);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                Thread.ofVirtual().start(() -> open(client));
            } catch (IOException e) {
                // The door was closed, or there is no file left for the connection.
            }
        }
    }

    private void open(Socket client) {
        var server = new Socket();
        var link = new Link(this, client, server);
        links.add(link);
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            link.start();
        } catch (IOException e) {
            link.reset();
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        resetAll();
    }
}
