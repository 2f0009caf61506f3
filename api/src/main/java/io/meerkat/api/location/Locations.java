package io.meerkat.api.location;

import io.meerkat.api.store.FileStore;
import io.meerkat.api.store.LocalStore;
import io.meerkat.api.store.StorePath;
import io.meerkat.model.ContentId;
import io.meerkat.model.Name;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which locations may be used: those below the warehouse and below the roots that the operator allows. Locations are
 * stored as given and compared by their paths in their stores.
 */
public final class Locations implements AutoCloseable {
    /** The index over claims holds no row that is much longer. */
    static final int BYTES_MAX = 2_048;

    /** What the longest name needs below it, with its parts and digits, stays within the location's limit. */
    static final int ROOT_BYTES_MAX = 400;

    private static final int NAME_BYTES_MAX = 64;

    private final List<FileStore> stores;
    private final List<StorePath> roots;

    /** The warehouse may be in any store; what is allowed beside it are folders of this machine. */
    public Locations(StorePath warehouse, LocalStore local, List<Path> allowed) {
        this.stores = warehouse.store().equals(local) ? List.of(local) : List.of(warehouse.store(), local);
        this.roots = Stream.concat(Stream.of(warehouse), allowed.stream().map(local::of))
                .toList();
    }

    /** With a warehouse on this machine. */
    public static Locations of(Path warehouse, List<Path> allowed) {
        var local = new LocalStore();
        return new Locations(local.of(warehouse), local, allowed);
    }

    /** Where tables are made that name no place. */
    public StorePath warehouse() {
        return roots.getFirst();
    }

    /**
     * The path of a location.
     *
     * @throws IllegalArgumentException if there is no store of its kind, or it lies outside all roots
     */
    public StorePath path(String location) {
        var path = store(location).path(location);
        if (roots.stream().noneMatch(path::isWithin)) {
            throw new IllegalArgumentException(
                    "the location %s is outside the warehouse and the allowed locations".formatted(location));
        }
        return path;
    }

    /**
     * The path of a location to look whether something is there, for which links need not be resolved: that takes a look
     * at every folder above.
     *
     * @throws IllegalArgumentException as above
     */
    StorePath lookedFor(String location) {
        var path = store(location).unresolved(location);
        return roots.stream().anyMatch(path::isWithin) ? path : path(location);
    }

    private FileStore store(String location) {
        return storeOf(location)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the location %s is of no kind that this server has (%s)".formatted(location, kinds())));
    }

    private Optional<FileStore> storeOf(String location) {
        return stores.stream().filter(store -> store.owns(location)).findFirst();
    }

    private String kinds() {
        return stores.stream().map(FileStore::scheme).collect(Collectors.joining(", "));
    }

    /** Whether it begins like a location of this server's kind, and nobody knows where it leads. */
    public boolean isMalformed(String location) {
        try {
            storeOf(location).ifPresent(store -> store.unresolved(location));
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    /** The path as claims compare it. */
    public String claim(String location) {
        return path(location).toString();
    }

    /** What clients have to know to find the warehouse, beside their credentials. */
    public Map<String, String> clientSettings() {
        return warehouse().store().clientSettings();
    }

    @Override
    public void close() {
        stores.forEach(FileStore::close);
    }

    /** Whether a path is one of the folders that everything has to lie in. */
    public boolean isRoot(StorePath path) {
        return roots.contains(path);
    }

    /** The path of a file that a client names. */
    StorePath file(String location) {
        requireText(location, 2 * BYTES_MAX);
        return path(location);
    }

    /**
     * The path of a folder that a client names.
     *
     * @throws IllegalArgumentException if there cannot be such a folder, or not there
     */
    public StorePath folder(String location) {
        requireText(location, BYTES_MAX);
        var path = path(location);
        requireBytes("a location", path.toString(), BYTES_MAX);
        path.store().requireFolder(path, location);
        return path;
    }

    /** The folder below which a catalog's tables are made. */
    public StorePath root(String location) {
        var path = folder(location);
        requireBytes("the root of a catalog", path.location(), ROOT_BYTES_MAX);
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

    /** Another default location, for an object whose namespace's folder belongs to a table. */
    public static String proposeBeside(String root, ObjectName name, ContentId contentId) {
        return "%s/%s-%s"
                .formatted(root, part(name.name()), contentId.toString().replace("-", ""));
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
}
