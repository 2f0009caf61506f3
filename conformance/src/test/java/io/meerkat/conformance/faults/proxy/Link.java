package io.meerkat.conformance.faults.proxy;

import io.meerkat.conformance.faults.proxy.Rule.Direction;
import io.meerkat.conformance.faults.proxy.Rule.Verdict;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;

/** One client's connection and the one that the proxy opened for it, and the two threads that carry the bytes. */
public final class Link {
    private static final int PIECE_BYTES_MAX = 1 << 16;

    private final Proxy proxy;
    private final Socket client;
    private final Socket server;
    private int ended;

    Link(Proxy proxy, Socket client, Socket server) {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
    }

    void start() {
        Thread.ofVirtual().start(() -> carry(Direction.TO_SERVER, client, server));
        Thread.ofVirtual().start(() -> carry(Direction.TO_CLIENT, server, client));
    }

    private void carry(Direction direction, Socket from, Socket to) {
        var buffer = new byte[PIECE_BYTES_MAX];
        try {
            var input = from.getInputStream();
            for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
                if (!handOn(proxy.verdict(this, direction, Arrays.copyOf(buffer, length)), buffer, length, to)) {
                    return;
                }
            }
            if (proxy.verdict(this, direction, new byte[0]) != Verdict.SWALLOW) {
                to.shutdownOutput();
                end();
            }
        } catch (IOException e) {
            if (proxy.verdict(this, direction, new byte[0]) != Verdict.SWALLOW) {
                reset();
            }
        }
    }

    /** False when there is nothing more to carry. */
    private boolean handOn(Verdict verdict, byte[] piece, int length, Socket to) throws IOException {
        switch (verdict) {
            case PASS -> to.getOutputStream().write(piece, 0, length);
            case SWALLOW -> {
                // Gone.
            }
            case RESET -> reset();
            case HALF_THEN_RESET -> resetBehind(piece, length / 2, to);
            case WHOLE_THEN_RESET -> resetBehind(piece, length, to);
        }
        return verdict == Verdict.PASS || verdict == Verdict.SWALLOW;
    }

    /** A plain end towards who is to read the bytes: a reset might overtake them. */
    private void resetBehind(byte[] piece, int length, Socket to) throws IOException {
        to.getOutputStream().write(piece, 0, length);
        to.close();
        reset();
    }

    private synchronized void end() {
        ended++;
        if (ended == 2) {
            reset();
        }
    }

    /** Both ends see a reset, now. */
    void reset() {
        proxy.forget(this);
        for (Socket socket : new Socket[] {client, server}) {
            try {
                if (!socket.isClosed()) {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
            } catch (IOException e) {
                // It is gone already.
            }
        }
    }
}
