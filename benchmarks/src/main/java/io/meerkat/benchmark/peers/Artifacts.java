package io.meerkat.benchmark.peers;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Programs of others, as Maven fetches them by a pom of their own. They are fetched once: what is in the folder is
 * trusted.
 *
 * @param pom in {@code benchmarks/peers}; it says where it puts what it fetches
 */
record Artifacts(Path pom) {
    private static final long MINUTES_MAX = 30;

    private Path folder() {
        return pom.resolveSibling("../target/peers").normalize();
    }

    void require(List<PeerKind> kinds, PrintStream out) throws IOException {
        var foreign = kinds.stream().anyMatch(kind -> kind != PeerKind.MEERKAT);
        if (!foreign
                || (Files.isDirectory(folder().resolve("fixture")) && Files.isDirectory(folder().resolve("nessie")))) {
            return;
        }
        out.println("Fetching the peers with Maven, about 400 MB");
        var log = Files.createDirectories(folder()).resolve("maven.log");
        var maven = new ProcessBuilder("mvn", "-B", "-q", "-f", pom.toString(), "package", "-Dspotless.check.skip=true")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        maven.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home")));
        if (!ended(maven.start())) {
            throw new IOException("Maven could not fetch the peers; what it said is in " + log);
        }
    }

    private static boolean ended(Process maven) {
        try {
            return maven.waitFor(MINUTES_MAX, TimeUnit.MINUTES) && maven.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            maven.destroy();
        }
    }

    String fixtureClassPath() {
        return folder().resolve("classes") + File.pathSeparator + folder().resolve("fixture") + File.separator + "*";
    }

    Path nessie() {
        try (var jars = Files.list(folder().resolve("nessie"))) {
            return jars.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
