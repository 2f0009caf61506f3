package io.meerkat.api.server;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/**
 * The first thing that happens on SIGTERM. For a moment every answer closes its connection, so that clients come to know
 * before the port is closed: a request that meets a closed connection may or may not have been served, and its client
 * could not tell.
 */
final class Farewell implements SmartLifecycle {
    private static final Duration LENGTH = Duration.ofMillis(500);

    private final Gateway gateway;
    private volatile boolean running;

    Farewell(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        gateway.closeConnections();
        try {
            Thread.sleep(LENGTH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before everything else. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
