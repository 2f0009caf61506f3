package io.meerkat.api.purge;

import java.io.File;
import java.net.URI;
import org.apache.iceberg.Files;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** The file system as Iceberg's client writes to it; the client makes it by its name. */
public final class WritableFiles implements FileIO {
    private static final long serialVersionUID = 1L;

    @Override
    public InputFile newInputFile(String path) {
        return Files.localInput(file(path));
    }

    @Override
    public OutputFile newOutputFile(String path) {
        return Files.localOutput(file(path));
    }

    @Override
    public void deleteFile(String path) {
        if (!file(path).delete()) {
            throw new IllegalStateException("cannot delete " + path);
        }
    }

    private static File file(String path) {
        return new File(URI.create(path).getPath());
    }
}
