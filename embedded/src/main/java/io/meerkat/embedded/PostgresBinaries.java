package io.meerkat.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs for this machine, unpacked once and shared by all data folders of this user. */
record PostgresBinaries(Path home) {
    private static final int DIGEST_LENGTH = 16;
    private static final int OWNER_MAY_EXECUTE = 0100;

    /**
     * The user's cache rather than the system's temporary folder, which is swept while the server runs; the data folder
     * for users that have no home.
     */
    static Path cacheFor(Path data) {
        var home = Path.of(System.getProperty("user.home"));
        var standard = onMac() ? home.resolve("Library/Caches") : home.resolve(".cache");
        var cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(named -> !named.isBlank())
                .map(Path::of)
                .orElse(standard)
                .resolve("meerkat");
        return cache.isAbsolute() && Folders.isUsable(cache) ? cache : data.resolve("cache");
    }

    static PostgresBinaries unpacked(Path cache, Consumer<String> progress) throws IOException {
        var archive = archiveForThisMachine();
        var home = cache.resolve("postgres-" + digest(archive));
        if (!Files.isDirectory(home)) {
            progress.accept("Unpacking PostgreSQL into " + home);
            unpack(archive, home);
        }
        return new PostgresBinaries(home);
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static byte[] archiveForThisMachine() throws IOException {
        try (var archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                onMac() ? "Darwin" : System.getProperty("os.name"), System.getProperty("os.arch"))) {
            return archive.readAllBytes();
        } catch (IllegalStateException e) {
            throw new DatabaseStartException(
                    "No PostgreSQL is packed for %s on %s. Name a PostgreSQL 15 or newer with --database jdbc:postgresql://..."
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
                    e);
        }
    }

    private static boolean onMac() {
        return System.getProperty("os.name").startsWith("Mac");
    }

    private static String digest(byte[] archive) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A folder appears whole or not at all, also when two processes unpack at once or one dies on the way. */
    private static void unpack(byte[] archive, Path home) throws IOException {
        Files.createDirectories(home.toAbsolutePath().getParent());
        var draft = Files.createTempDirectory(home.toAbsolutePath().getParent(), "unpacking-");
        try (var tar = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, draft);
            }
        }
        Folders.moveUnlessThere(draft, home);
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        var target = folder.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(target.getParent());
            Files.copy(content, target);
            if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0 && !target.toFile().setExecutable(true)) {
                throw new IOException("cannot make executable: " + target);
            }
        }
    }
}
