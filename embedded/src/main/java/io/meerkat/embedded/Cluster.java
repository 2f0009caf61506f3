package io.meerkat.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The folder that PostgreSQL keeps its files in: made once, checked at every start. */
record Cluster(Path folder, PostgresPrograms programs) {

    static Cluster at(Path folder, PostgresPrograms programs) {
        // pg_ctl hands the folder's name to a shell, within double quotes.
        if (folder.toString().matches(".*[\"$`\\\\\\p{Cntrl}].*")) {
            throw new DatabaseStartException(
                    "The data folder's path %s holds a quote, $, ` or \\, which PostgreSQL's tools cannot take. Choose another with --data."
                            .formatted(folder));
        }
        return new Cluster(folder, programs);
    }

    Credentials open(Path passwordFile, Consumer<String> progress) throws IOException {
        if (!Files.exists(folder) || Folders.isEmpty(folder)) {
            progress.accept("Creating a database in " + folder);
            return create(passwordFile);
        }
        checkVersion();
        return Credentials.existing(passwordFile);
    }

    /** Made beside its place and moved there when complete: a folder with a name is a folder that works. */
    private Credentials create(Path passwordFile) throws IOException {
        var draft = folder.resolveSibling(folder.getFileName() + ".new");
        Folders.deleteTree(draft);
        var credentials = Credentials.fresh(passwordFile);
        var result = programs.run(
                "initdb",
                List.of(
                        "--pgdata=" + draft,
                        "--username=" + Credentials.USER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        // Order by code point, the same on every machine and unmoved by upgrades of its C library.
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C",
                        "--data-checksums",
                        "--set=shared_buffers=256MB",
                        "--set=max_connections=100",
                        "--set=max_wal_size=2GB",
                        "--set=timezone=UTC",
                        "--set=log_timezone=UTC",
                        "--set=log_checkpoints=off"));
        if (!result.succeeded()) {
            throw failure("could not create a database", result.output());
        }
        Files.deleteIfExists(folder);
        Folders.moveUnlessThere(draft, folder);
        return credentials;
    }

    private void checkVersion() throws IOException {
        var versionFile = folder.resolve("PG_VERSION");
        if (!Files.exists(versionFile)) {
            throw new DatabaseStartException(
                    "%s holds files but no PostgreSQL database. Move them away, or choose another folder with --data."
                            .formatted(folder));
        }
        var found = Files.readString(versionFile).strip();
        var ours = Integer.toString(programs.majorVersion());
        if (!found.equals(ours)) {
            throw new DatabaseStartException(
                    "%s was written by PostgreSQL %s and this Meerkat brings PostgreSQL %s, which cannot read it. Nothing was changed. Start the Meerkat that wrote it; or run a PostgreSQL %s on that folder and name it with --database; or choose another folder with --data to begin empty."
                            .formatted(folder, found, ours, found));
        }
    }

    DatabaseStartException failure(String what, String output) {
        return new DatabaseStartException(
                "The embedded PostgreSQL %s in %s:%n%s%nWhere it cannot run (root without user namespaces, an unusual C library), name a PostgreSQL 15 or newer with --database jdbc:postgresql://..."
                        .formatted(what, folder, output.indent(4).stripTrailing()));
    }
}
