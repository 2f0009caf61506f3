package io.meerkat.api.location;

import io.meerkat.model.ContentId;
import io.meerkat.model.Name;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Which {@code file:} locations may be used: those below the warehouse and below the roots that the operator allows.
 * Locations are stored as given and compared normalised: absolute, without {@code .}, {@code ..}, a trailing slash or
 * symbolic links.
 */
public final class Locations {
    /** The index over claims holds no row that is much longer. */
    static final int BYTES_MAX = 2_048;

    /** What the longest name needs below it, with its parts and digits, stays within the location's limit. */
    static final int ROOT_BYTES_MAX = 400;

    /** File systems hold no longer ones. */
    static final int PART_BYTES_MAX = 255;

    private static final int NAME_BYTES_MAX = 64;
    private static final String SCHEME = "file:";

    private final List<Path> roots;

    public Locations(Path warehouse, List<Path> allowed) {
        var all = new ArrayList<Path>();
        all.add(real(warehouse));
        allowed.forEach(root -> all.add(real(root.toAbsolutePath())));
        this.roots = List.copyOf(all);
    }

    /**
     * The path of a location, normalised.
     *
     * @throws IllegalArgumentException if it is no {@code file:} location or lies outside all roots
     */
    public Path path(String location) {
        var path = real(parse(location));
        if (roots.stream().noneMatch(path::startsWith)) {
            throw new IllegalArgumentException(
                    "the location %s is outside the warehouse and the allowed locations".formatted(location));
        }
        return path;
    }

    /** Whether it begins like a location of this server's kind, and nobody knows where it leads. */
    public static boolean isMalformed(String location) {
        try {
            return location.startsWith(SCHEME) && !parse(location).isAbsolute();
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    /**
     * The path of a location to look whether something is there, for which links need not be resolved: that takes a look
     * at every folder above.
     *
     * @throws IllegalArgumentException as above
     */
    public Path lookedFor(String location) {
        var path = parse(location);
        return roots.stream().anyMatch(path::startsWith) ? path : path(location);
    }

    /** The path as claims compare it. */
    public String claim(String location) {
        return path(location).toString();
    }

    /** Whether a path is one of the folders that everything has to lie in. */
    public boolean isRoot(Path path) {
        return roots.contains(path);
    }

    /** The path of a file that a client names. */
    Path file(String location) {
        requireText(location, 2 * BYTES_MAX);
        return path(location);
    }

    /**
     * The path of a folder that a client names.
     *
     * @throws IllegalArgumentException if there cannot be such a folder, or not there
     */
    public Path folder(String location) {
        requireText(location, BYTES_MAX);
        var path = path(location);
        requireBytes("a location", path.toString(), BYTES_MAX);
        path.forEach(part -> requireBytes("a part of a location", part.toString(), PART_BYTES_MAX));
        if (!Files.isDirectory(existing(path))) {
            throw new IllegalArgumentException("there is a file in the way of the folder " + location);
        }
        return path;
    }

    /** The folder below which a catalog's tables are made. */
    public Path root(String location) {
        var path = folder(location);
        requireBytes("the root of a catalog", of(path), ROOT_BYTES_MAX);
        return path;
    }

    private static void requireText(String location, int bytesMax) {
        requireBytes("a location", location, bytesMax);
        if (location.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a location holds no control characters");
        }
    }

    private static void requireBytes(String what, String text, int max) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > max) {
            throw new IllegalArgumentException("%s has at most %d bytes, not %d".formatted(what, max, bytes));
        }
    }

    /** The default location of an object below its catalog's root: readable, and unlike any other object's. */
    public static String propose(String root, ObjectName name, ContentId contentId, int idDigits) {
        String digits = contentId.toString().replace("-", "").substring(0, idDigits);
        return "%s/%s-%s".formatted(ofNamespace(root, name.namespace()), part(name.name()), digits);
    }

    /** The folder that the tables of a namespace lie in by default. */
    public static String ofNamespace(String root, NamespacePath namespace) {
        return namespace.levels().stream().map(Locations::part).collect(Collectors.joining("/", root + "/", ""));
    }

    /** A name as one part of a path: other bytes than plain ones as underscores, short, and never a step up or down. */
    static String part(Name name) {
        byte[] bytes = name.value().getBytes(StandardCharsets.UTF_8);
        var part = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, NAME_BYTES_MAX); i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean plain =
                    c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "_.-".indexOf(c) >= 0;
            part.append(plain ? c : '_');
        }
        String text = part.toString();
        return text.equals(".") || text.equals("..") ? text.replace('.', '_') : text;
    }

    private static Path parse(String location) {
        if (!location.startsWith(SCHEME) && !location.startsWith("/")) {
            throw new IllegalArgumentException("not a location of this server's kind (file:): " + location);
        }
        String path = location.startsWith(SCHEME) ? location.substring(SCHEME.length()) : location;
        if (path.startsWith("//")) {
            path = path.substring(2);
        }
        if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not an absolute location: " + location);
        }
        return Path.of(path).normalize();
    }

    /** Resolves symbolic links as far as the path exists. */
    public static Path real(Path path) {
        var absolute = path.toAbsolutePath().normalize();
        var existing = existing(absolute);
        try {
            return existing.toRealPath().resolve(existing.relativize(absolute));
        } catch (IOException e) {
            throw new IllegalArgumentException("the location %s leads nowhere".formatted(path), e);
        }
    }

    /** The path, or the nearest above it that exists, be it a link without an end. */
    private static Path existing(Path absolute) {
        var path = absolute;
        while (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            path = Objects.requireNonNull(path.getParent(), "the root of the file system does not exist");
        }
        return path;
    }

    /** The location of a folder that the server makes. */
    public static String of(Path path) {
        return "file://" + path;
    }
}
