package io.meerkat.benchmark.peers;

import io.meerkat.benchmark.measure.Meter;
import io.meerkat.benchmark.measure.StatementCount;
import io.meerkat.benchmark.options.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** A catalog that runs, with its database. */
public final class Peer implements AutoCloseable {
    private final PeerDatabase database;
    private final ServerProcess server;
    private final Target target;
    private final Meter meter;

    private Peer(PeerDatabase database, ServerProcess server, Target target) throws IOException {
        this.database = database;
        this.server = server;
        this.target = target;
        this.meter = new Meter(
                List.of(server.pid(), database.pid()), Optional.of(new StatementCount(database.urlWithPassword())));
    }

    static Peer start(PeerKind kind, Stage stage) throws IOException {
        var folder = Files.createDirectories(stage.folder(kind.word()));
        var database = PeerDatabase.start(folder.resolve("database"));
        try {
            var port = ServerProcess.freePort();
            var launch = kind.launch(stage, database, port);
            var server = ServerProcess.start(
                    launch.command(),
                    launch.environment(),
                    folder.resolve(kind.word() + ".log"),
                    port,
                    launch.path() + "/v1/config");
            var uri = URI.create("http://127.0.0.1:" + port + launch.path());
            return new Peer(database, server, new Target(kind.word(), uri, launch.warehouse()));
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    public Target target() {
        return target;
    }

    public Meter meter() {
        return meter;
    }

    @Override
    public void close() throws IOException {
        try (database) {
            server.close();
        }
    }
}
