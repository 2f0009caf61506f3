package io.meerkat.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Serves on loopback until it is closed. Signatures are not checked, but must be there. */
public final class S3Store implements AutoCloseable {
    private static final int WAITING_MAX = 1_024;

    static {
        // Else each answer waits for the client's delayed acknowledgement, and connections are closed by the hundred.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "4096");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final S3Calls calls;
    private volatile int failure;
    private volatile Duration delay = Duration.ZERO;

    private S3Store(int port, Shelf shelf) throws IOException {
        calls = new S3Calls(new Objects(), new Uploads(), shelf);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAITING_MAX);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** @param port 0 for a free one */
    public static S3Store inMemory(int port) throws IOException {
        return new S3Store(port, Shelf.inMemory());
    }

    public static S3Store inFolder(int port, Path folder) throws IOException {
        return new S3Store(port, Shelf.inFolder(folder));
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Of all objects, in order: the bucket's name, a slash, and the key. */
    public SortedSet<String> names() {
        return calls.objects().names();
    }

    /** From now on each request is answered with this status; 0 ends it. */
    public void failWith(int status) {
        failure = status;
    }

    /** From now on each object that is put takes so long. */
    public void slowDown(Duration putting) {
        delay = putting;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            reply(exchange).send(exchange);
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            LockSupport.parkNanos(delay.toNanos());
        }
        if (failure != 0) {
            return Reply.xml(failure, Xml.error(new S3Refusal(failure, "SlowDown", "as it was told")));
        }
        try {
            return calls.answer(Call.of(exchange));
        } catch (S3Refusal refusal) {
            return Reply.xml(refusal.status(), Xml.error(refusal));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
