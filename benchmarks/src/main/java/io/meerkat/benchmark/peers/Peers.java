package io.meerkat.benchmark.peers;

import io.meerkat.benchmark.options.Options.PeerOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All peers that were asked for, with the store that they share, until they are closed. */
public final class Peers implements AutoCloseable {
    /** The word by which this program is the store. */
    public static final String STORE = "s3-store";

    private static final String STORE_HEAP = "-Xmx4g";

    private final List<AutoCloseable> running = new ArrayList<>();
    private final List<Peer> peers = new ArrayList<>();
    private URI store = URI.create("");

    private Peers() {}

    public static List<String> words() {
        return PeerKind.words();
    }

    /** @param onDisk whether the store keeps objects in a folder, where they would be too many for memory */
    public static Peers start(PeerOptions options, int connections, boolean onDisk, PrintStream out)
            throws IOException {
        var started = new Peers();
        if (options.names().isEmpty()) {
            return started;
        }
        try {
            var kinds = options.names().stream().map(PeerKind::of).toList();
            var artifacts = new Artifacts(options.pom());
            artifacts.require(kinds, out);
            WorkFolder.begin(options.work());
            started.store = started.startStore(options.work(), onDisk);
            var stage = new Stage(options, artifacts, started.store, connections);
            for (var kind : kinds) {
                out.println("Starting " + kind.word());
                var peer = Peer.start(kind, stage);
                started.running.add(peer);
                started.peers.add(peer);
            }
            return started;
        } catch (IOException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    /** Deletes the files of a namespace from the store: those of all phases together are more than its memory. */
    public void forget(String namespace) {
        var request = HttpRequest.newBuilder(store.resolve("/?containing=" + namespace))
                .header("Authorization", "AWS4-HMAC-SHA256")
                .DELETE()
                .build();
        try (var client = HttpClient.newHttpClient()) {
            client.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            System.err.println("The store did not forget " + namespace + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public List<Peer> all() {
        return List.copyOf(peers);
    }

    /** In a process of its own, so that its work is not counted as the load generator's. */
    private URI startStore(Path work, boolean onDisk) throws IOException {
        var port = ServerProcess.freePort();
        var classPath = System.getProperty("java.class.path");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                STORE_HEAP,
                // A store that is full would answer nobody, and nobody would know why.
                "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(
                classPath.endsWith(".jar") && !classPath.contains(":")
                        ? List.of("-jar", classPath)
                        : List.of("-cp", classPath, "io.meerkat.benchmark.Bench"));
        command.addAll(List.of(STORE, Integer.toString(port)));
        if (onDisk) {
            command.add(work.resolve("objects").toString());
        }
        running.add(ServerProcess.start(command, Map.of(), work.resolve("store.log"), port, "/"));
        return URI.create("http://127.0.0.1:" + port);
    }

    /** In the reverse order of their start. */
    @Override
    public void close() {
        for (var one : running.reversed()) {
            try {
                one.close();
            } catch (Exception e) {
                System.err.println("A peer did not stop: " + e.getMessage());
            }
        }
    }
}
