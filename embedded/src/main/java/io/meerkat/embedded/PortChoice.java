package io.meerkat.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The database keeps its port from run to run, as long as nobody else has taken it. */
record PortChoice(Path file) {
    // Below the ports that systems give to outgoing connections: one of those could sit on ours during a restart.
    static final int LOWEST = 15_432;
    static final int HIGHEST = 25_431;
    private static final int TRIES_MAX = 1_000;

    int choose(RandomGenerator random) throws IOException {
        var port = remembered().filter(PortChoice::isFree).orElseGet(() -> anyFree(random));
        Folders.writePrivately(file, port + "\n");
        return port;
    }

    static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<Integer> remembered() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(Files.readString(file).strip())
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .filter(port -> port >= LOWEST && port <= HIGHEST);
    }

    private static int anyFree(RandomGenerator random) {
        return random.ints(TRIES_MAX, LOWEST, HIGHEST + 1)
                .filter(PortChoice::isFree)
                .findFirst()
                .orElseThrow(() -> new DatabaseStartException(
                        "No free port for the database between %d and %d on 127.0.0.1.".formatted(LOWEST, HIGHEST)));
    }
}
