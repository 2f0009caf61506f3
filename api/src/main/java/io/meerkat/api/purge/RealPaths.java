package io.meerkat.api.purge;

import io.meerkat.api.location.Locations;
import io.meerkat.api.store.StorePath;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where files really lie, whatever links lead there. Each folder is looked up once. */
final class RealPaths {
    private static final Set<String> NO_FILE = Set.of("", ".", "..");

    private final Locations locations;
    private final Map<String, Optional<StorePath>> folders = new HashMap<>();

    RealPaths(Locations locations) {
        this.locations = locations;
    }

    /** Empty for a file outside the roots that this server may use, and for what can be no file's name here. */
    Optional<StorePath> of(String location) {
        int slash = location.lastIndexOf('/');
        String name = location.substring(slash + 1);
        if (slash <= 0 || NO_FILE.contains(name)) {
            return Optional.empty();
        }
        return folder(location.substring(0, slash)).flatMap(folder -> in(folder, name));
    }

    /** Not every name can be one: none with NUL, and in some locales none beyond ASCII. */
    private static Optional<StorePath> in(StorePath folder, String name) {
        try {
            return Optional.of(folder.store().unresolved(folder.resolve(name).location()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Optional<StorePath> folder(String location) {
        return folders.computeIfAbsent(location, this::lookedUp);
    }

    private Optional<StorePath> lookedUp(String location) {
        try {
            return Optional.of(locations.path(location));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
