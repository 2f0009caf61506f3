package io.meerkat.api.location;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files and folders of this process that it does not know yet to be needed, noted in a journal of its own: a line
 * before one is made, and another when its commit came to something. Whoever finds the journal of a dead process knows
 * what that left behind. Nothing is synced to disk: a lost line leaves at worst a file.
 */
public final class Unfinished implements AutoCloseable {
    /** A journal that has grown beyond is written anew. */
    static final long BYTES_MAX = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Unfinished.class);
    private static final String SUFFIX = ".log";

    // A process loses its lock on a file as soon as it closes any other channel on it. So its own journals are never
    // looked into, and another one is read through the channel that locks it.
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private final Map<String, UnfinishedEntry> open = new LinkedHashMap<>();
    private final Map<String, Instant> left = new LinkedHashMap<>();
    private long bytes;
    private long bytesMax = BYTES_MAX;

    private Unfinished(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** A new journal among those in the folder. It is there under its name only when it is locked. */
    public static Unfinished open(Path folder) {
        try {
            // By its real path, however the folder was named: this process must know its own journals by their paths.
            var file = Files.createDirectories(folder).toRealPath().resolve(UUID.randomUUID() + SUFFIX);
            var unlocked = file.resolveSibling(file.getFileName() + ".new");
            var channel = FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new IOException("somebody else has locked " + unlocked);
            }
            OWN.add(file);
            Files.move(unlocked, file, StandardCopyOption.ATOMIC_MOVE);
            return new Unfinished(file, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a journal in " + folder, e);
        }
    }

    public synchronized void begin(UnfinishedEntry entry) {
        try {
            append(entry.begun());
            open.put(entry.location(), entry);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note %s in %s".formatted(entry.location(), file), e);
        }
    }

    /** Nobody is at work on it any more, and whether it is needed is not known. */
    public synchronized void leave(String location, Instant now) {
        left.put(location, now);
    }

    /** What cannot be noted is looked at once more by somebody. */
    public synchronized void end(String location) {
        left.remove(location);
        if (open.remove(location) == null) {
            return;
        }
        try {
            append(UnfinishedEntry.ended(location));
            if (bytes > bytesMax) {
                channel.truncate(0);
                bytes = 0;
                for (UnfinishedEntry entry : open.values()) {
                    append(entry.begun());
                }
                // What is open may be long itself: it must grow again as much before it is worth the while.
                bytesMax = Math.max(BYTES_MAX, 2 * bytes);
            }
        } catch (IOException e) {
            LOG.warn("cannot note in {} that {} is finished: {}", file, location, e.toString());
        }
    }

    private void append(String line) throws IOException {
        var left = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
        while (left.hasRemaining()) {
            bytes += channel.write(left, bytes);
        }
    }

    /** What was left before that time; never what somebody is still at work on, however long ago it began. */
    public synchronized List<UnfinishedEntry> leftBefore(Instant time) {
        return left.entrySet().stream()
                .filter(entry -> entry.getValue().isBefore(time))
                .flatMap(entry -> Optional.ofNullable(open.get(entry.getKey())).stream())
                .toList();
    }

    /** Takes over what dead processes left, however short ago. */
    public void adopt() {
        try (Stream<Path> journals = Files.list(Objects.requireNonNull(file.getParent()))) {
            journals.filter(journal -> journal.toString().endsWith(SUFFIX) && !OWN.contains(journal))
                    .forEach(this::adopt);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the journals beside " + file, e);
        }
    }

    private void adopt(Path journal) {
        try (var dead = FileChannel.open(journal, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (dead.tryLock() != null) {
                var bytes = Channels.newInputStream(dead).readAllBytes();
                UnfinishedEntry.among(new String(bytes, StandardCharsets.ISO_8859_1))
                        .forEach(this::adopt);
                Files.deleteIfExists(journal);
            }
        } catch (IOException e) {
            LOG.warn("cannot take over {}, and will try again: {}", journal, e.toString());
        }
    }

    private synchronized void adopt(UnfinishedEntry entry) {
        if (!open.containsKey(entry.location())) {
            begin(entry);
            leave(entry.location(), Instant.EPOCH);
        }
    }

    /** The journal stays if there is something in it. */
    @Override
    public synchronized void close() {
        try {
            if (open.isEmpty()) {
                Files.deleteIfExists(file);
            }
            channel.close();
            OWN.remove(file);
        } catch (IOException e) {
            LOG.warn("the journal {} did not close", file, e);
        }
    }
}
