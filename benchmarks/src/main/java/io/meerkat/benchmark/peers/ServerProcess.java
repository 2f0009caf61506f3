package io.meerkat.benchmark.peers;

import io.meerkat.benchmark.http.Address;
import io.meerkat.benchmark.http.HttpConnection;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server on loopback in a process of its own, whose output goes to a file. */
final class ServerProcess implements AutoCloseable {
    static final Duration READY_MAX = Duration.ofMinutes(2);
    static final Duration STOP_MAX = Duration.ofSeconds(30);
    private static final Duration POLL_EVERY = Duration.ofMillis(100);
    private static final Duration PROBE_MAX = Duration.ofSeconds(5);
    private static final int SERVER_ERROR = 500;

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** @param probe a path that is answered, whatever the answer is, as soon as requests are served */
    static ServerProcess start(List<String> command, Map<String, String> environment, Path log, int port, String probe)
            throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        var started = new ServerProcess(builder.start());
        if (!started.answers(port, probe)) {
            started.close();
            throw new IOException("%s ended, or did not serve within %s; what it said is in %s"
                    .formatted(log.getFileName(), READY_MAX, log));
        }
        return started;
    }

    private boolean answers(int port, String probe) {
        var deadline = Instant.now().plus(READY_MAX);
        while (Instant.now().isBefore(deadline) && !endsWithin(POLL_EVERY)) {
            try (var connection = new HttpConnection(new Address("127.0.0.1", port), PROBE_MAX)) {
                if (connection.send(Request.get(probe)).status() < SERVER_ERROR) {
                    return true;
                }
            } catch (NoAnswerException _) {
                // Not yet.
            }
        }
        return false;
    }

    long pid() {
        return process.pid();
    }

    private boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!endsWithin(STOP_MAX)) {
            process.destroyForcibly();
            endsWithin(STOP_MAX);
        }
    }
}
