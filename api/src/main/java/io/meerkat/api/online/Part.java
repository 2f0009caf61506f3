package io.meerkat.api.online;

import java.util.List;

/** Consecutive lines of the input; the first line of all has number 1. */
record Part(int firstLine, List<byte[]> lines) {
    int lastLine() {
        return firstLine + lines.size() - 1;
    }
}
