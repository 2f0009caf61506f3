package io.meerkat.benchmark.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the JVMs that measure are given to load. JMH starts them with the class path of this one; where that is a jar
 * with jars inside, which only its own launcher can read, they get the same classes and jars in a folder.
 */
record ClassPath(Path folder) implements AutoCloseable {
    private static final String PROPERTY = "java.class.path";
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";

    static ClassPath prepare() throws IOException {
        var prepared = new ClassPath(Files.createTempDirectory("meerkat-micro"));
        var own = System.getProperty(PROPERTY);
        if (own.endsWith(".jar") && Files.isRegularFile(Path.of(own))) {
            try (var jar = new JarFile(own)) {
                if (jar.getEntry(CLASSES) != null) {
                    prepared.unpack(jar);
                }
            } catch (IOException e) {
                prepared.close();
                throw e;
            }
        }
        return prepared;
    }

    private void unpack(JarFile jar) throws IOException {
        for (var entry : jar.stream().toList()) {
            if (!entry.isDirectory() && Stream.of(CLASSES, LIBRARIES).anyMatch(entry.getName()::startsWith)) {
                var file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (var in = jar.getInputStream(entry)) {
                    Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        System.setProperty(PROPERTY, paths().collect(Collectors.joining(System.getProperty("path.separator"))));
    }

    private Stream<String> paths() throws IOException {
        try (var libraries = Files.list(folder.resolve(LIBRARIES))) {
            return Stream.concat(
                    Stream.of(folder.resolve(CLASSES).toString()),
                    libraries.map(Path::toString).sorted().toList().stream());
        }
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (var files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (var file : all) {
            Files.delete(file);
        }
    }
}
