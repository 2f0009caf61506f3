package io.meerkat.api.location;

import java.util.List;

/** The properties of a table that say where its writers put files. */
public final class WritePaths {
    public static final String METADATA = "write.metadata.path";

    public static final List<String> ALL =
            List.of(METADATA, "write.data.path", "write.object-storage.path", "write.folder-storage.path");

    private WritePaths() {}
}
