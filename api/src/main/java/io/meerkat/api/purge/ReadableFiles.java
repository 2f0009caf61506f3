package io.meerkat.api.purge;

import io.meerkat.api.location.Locations;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** Iceberg's way to read files, for those that lie where this server may look. */
final class ReadableFiles implements FileIO {
    private static final long serialVersionUID = 1L;

    private final transient Locations locations;

    ReadableFiles(Locations locations) {
        this.locations = locations;
    }

    @Override
    public InputFile newInputFile(String path) {
        var file = locations.path(path);
        return file.store().input(file);
    }

    @Override
    public OutputFile newOutputFile(String path) {
        throw new UnsupportedOperationException("nothing is written here: " + path);
    }

    @Override
    public void deleteFile(String path) {
        throw new UnsupportedOperationException("nothing is deleted here: " + path);
    }
}
