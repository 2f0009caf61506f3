package io.meerkat.api.online;

import io.meerkat.api.load.LoadRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Optional;

/** Cuts the input into parts that the server takes. No more than one of them is in memory. */
final class Parts {
    static final int LINES_MAX = LoadRequest.LINES_MAX;
    static final int BYTES_MAX = 12 << 20;

    private static final int LINE_BYTES_MAX = 1 << 20;
    private static final int END = -1;

    private final InputStream in;
    private int read;

    Parts(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** The next lines, as many as there are and fit; empty at the end of the input. */
    Optional<Part> next(int linesMax) {
        var lines = new ArrayList<byte[]>();
        int firstLine = read + 1;
        int bytes = 0;
        while (lines.size() < linesMax && bytes < BYTES_MAX) {
            var line = line();
            if (line.isEmpty()) {
                break;
            }
            lines.add(line.get());
            bytes += line.get().length;
            read++;
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Part(firstLine, lines));
    }

    /** With its end. */
    private Optional<byte[]> line() {
        try {
            var line = new ByteArrayOutputStream(256);
            int next = in.read();
            while (next != END) {
                line.write(next);
                if (next == '\n') {
                    break;
                }
                if (line.size() > LINE_BYTES_MAX) {
                    throw new IllegalStateException(
                            "line %d is longer than %d bytes".formatted(read + 1, LINE_BYTES_MAX));
                }
                next = in.read();
            }
            return line.size() == 0 ? Optional.empty() : Optional.of(line.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("the input cannot be read behind line %d: %s".formatted(read, e), e);
        }
    }
}
