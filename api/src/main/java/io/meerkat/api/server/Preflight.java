package io.meerkat.api.server;

import io.meerkat.api.options.ServeOptions;
import io.meerkat.embedded.DataFolder;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.springframework.core.NestedExceptionUtils;

/** What can be told before anything is started, so that a start that is refused leaves nothing behind. */
final class Preflight {
    private Preflight() {}

    /** The folder before the port: of a second server on one folder that is the reason to give. */
    static void check(ServeOptions options) {
        DataFolder.requireUsable(options.data());
        if (options.warehouse().isEmpty()) {
            DataFolder.requireUsable(Warehouse.folder(options));
        }
        if (options.database().isEmpty()) {
            DataFolder.requireFree(options.data());
        }
        requireFree(options.port());
    }

    private static void requireFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.ofLiteral(ServeOptions.BIND_ADDRESS))) {
            return;
        } catch (IOException e) {
            throw refusal(port, e);
        }
    }

    /** The port may have been taken since it was found free. */
    static RuntimeException explained(RuntimeException failure, int port) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof BindException taken
                ? refusal(port, taken)
                : failure;
    }

    private static StartRefused refusal(int port, IOException e) {
        return new StartRefused(
                "The port %d (--port) of %s cannot be opened: %s. Stop the program that has it, or choose another; --port 0 picks a free one."
                        .formatted(port, ServeOptions.BIND_ADDRESS, e.getMessage()));
    }
}
