package io.meerkat.conformance.faults;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of its own with little room, in memory; a test that may not mount one is skipped. */
record SmallDisk(Path folder) implements AutoCloseable {
    private static final String FILLER = "filler";
    private static final int BLOCK = 1 << 12;

    static SmallDisk mount(Path folder, int megabytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (run(List.of("mount", "-t", "tmpfs", "-o", "size=%dm".formatted(megabytes), "tmpfs", folder.toString()))
                != 0) {
            abort("a file system can be mounted by root only, and not in every container");
        }
        return new SmallDisk(folder);
    }

    /** Leaves no room for a single byte. */
    void fill() {
        var block = new byte[BLOCK];
        try (var filler = Files.newOutputStream(folder.resolve(FILLER))) {
            write(filler, block);
        } catch (IOException e) {
            // Full, as it was meant to be.
        }
    }

    private static void write(OutputStream filler, byte[] block) throws IOException {
        while (true) {
            filler.write(block);
        }
    }

    void empty() {
        try {
            Files.delete(folder.resolve(FILLER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void setReadOnly(boolean readOnly) {
        run(List.of("mount", "-o", "remount," + (readOnly ? "ro" : "rw"), folder.toString()));
    }

    private static int run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted by " + command, e);
        }
    }

    @Override
    public void close() {
        run(List.of("umount", "--lazy", folder.toString()));
    }
}
