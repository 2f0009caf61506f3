package io.meerkat.benchmark.options;

import java.util.Arrays;
import java.util.List;

/** Something said of the target with that name. */
public record Named(String name, String value) {

    static Named parse(String text) {
        var parts = text.split("=", 2);
        if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new IllegalArgumentException("NAME=VALUE");
        }
        return new Named(parts[0], parts[1]);
    }

    /** The value as ids of processes. */
    public List<Long> pids() {
        try {
            return Arrays.stream(value.split(",")).map(Long::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("NAME=PID,PID", e);
        }
    }
}
