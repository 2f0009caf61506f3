package io.meerkat.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One Meerkat per data folder. The operating system frees the lock when its process dies, however it dies. */
final class FolderLock implements AutoCloseable {
    private static final String FILE = "meerkat.lock";

    // The operating system drops a process's lock as soon as the process closes *any* channel on the file, so within
    // one process the file of a held lock must not even be opened.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    static FolderLock take(Path folder) throws IOException {
        if (!HELD_HERE.add(folder)) {
            throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new FolderLock(folder, locked(folder));
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(folder);
            throw e;
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        var file = folder.resolve(FILE);
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw inUse(folder, Files.readString(file).strip());
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static DatabaseStartException inUse(Path folder, String pid) {
        return new DatabaseStartException(
                "The data folder %s is in use by another Meerkat, process %s. Stop that one, or choose another folder with --data."
                        .formatted(folder, pid));
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(folder);
    }
}
