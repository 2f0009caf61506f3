package io.meerkat.conformance.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;

/** Trino's release, unpacked without what Iceberg tables do not need. */
record TrinoInstallation(Path home) {
    private static final String SUFFIX = ".tar.gz";
    private static final String PLUGIN = "iceberg";

    /** Unpacks an archive into a folder of its own name, which has the version in it, unless that is there already. */
    static TrinoInstallation of(Path archive, Path folder) {
        var name = archive.getFileName().toString().replace(SUFFIX, "");
        var home = folder.resolve(name);
        if (!Files.isDirectory(home)) {
            try {
                unpack(archive, name, home);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new TrinoInstallation(home);
    }

    Path libraries() {
        return home.resolve("lib");
    }

    Path plugins() {
        return home.resolve("plugin");
    }

    private static void unpack(Path archive, String name, Path home) throws IOException {
        var draft = home.resolveSibling("unpacking-" + name);
        deleteTree(draft);
        Files.createDirectories(draft);
        untar(archive, draft);
        // Not left out while unpacking: files of the plugin that stays are hard links to files of others.
        try (var plugins = Files.list(draft.resolve(name).resolve("plugin"))) {
            for (var plugin : plugins.filter(path -> !path.endsWith(PLUGIN)).toList()) {
                deleteTree(plugin);
            }
        }
        Files.move(draft.resolve(name), home, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(draft);
    }

    private static void untar(Path archive, Path folder) throws IOException {
        var tar = new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", folder.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(tar.getInputStream().readAllBytes());
        try {
            if (tar.waitFor() != 0) {
                throw new IOException("tar could not unpack %s: %s".formatted(archive, said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while unpacking " + archive, e);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
