package io.meerkat.benchmark.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An open connection, with what was read from it and not yet used. */
final class Wire implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;
    private static final int LINE_MAX = 64 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private long deadline;
    private long received;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    static Wire open(Address address, Duration timeout) throws IOException {
        var socket = new Socket();
        try {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.connect(address.socket(), (int) timeout.toMillis());
            return new Wire(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** All that follows has this much time, however slowly it trickles in. */
    void begin(Duration timeout) {
        deadline = System.nanoTime() + timeout.toNanos();
        received = 0;
    }

    void send(Bytes bytes) throws IOException {
        socket.getOutputStream().write(bytes.array(), 0, bytes.length());
    }

    /** Bytes received since {@link #begin}. */
    long received() {
        return received;
    }

    /** A line in ISO-8859-1, without its end. */
    String line() throws IOException {
        var scanned = from;
        while (true) {
            for (; scanned < to; scanned++) {
                if (buffer[scanned] == '\n') {
                    return takeLine(scanned);
                }
            }
            scanned -= from;
            fill();
            scanned += from;
        }
    }

    private String takeLine(int end) {
        var last = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
        var line = new String(buffer, from, last - from, StandardCharsets.ISO_8859_1);
        from = end + 1;
        return line;
    }

    void read(int count, Bytes into) throws IOException {
        var left = count;
        while (left > 0) {
            var held = Math.min(left, to - from);
            if (held > 0) {
                into.add(buffer, from, held);
                from += held;
                left -= held;
            } else {
                left -= readInto(into.roomFor(left), into, left);
            }
        }
    }

    private int readInto(byte[] room, Bytes into, int left) throws IOException {
        var got = await(room, into.length(), left);
        into.wrote(got);
        return got;
    }

    void readToEnd(Bytes into) throws IOException {
        try {
            while (true) {
                into.add(buffer, from, to - from);
                from = to;
                fill();
            }
        } catch (EOFException _) {
            // The end is what it was read to.
        }
    }

    private void fill() throws IOException {
        if (from == to) {
            from = 0;
            to = 0;
        } else if (to == buffer.length) {
            if (to - from >= LINE_MAX || from == 0) {
                throw new IOException("a line of the answer has more than %d bytes".formatted(LINE_MAX));
            }
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        to += await(buffer, to, buffer.length - to);
    }

    private int await(byte[] room, int at, int most) throws IOException {
        var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("out of time");
        }
        socket.setSoTimeout((int) left);
        var got = in.read(room, at, most);
        if (got < 0) {
            throw new EOFException("the server closed the connection");
        }
        received += got;
        return got;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is not used again.
        }
    }
}
