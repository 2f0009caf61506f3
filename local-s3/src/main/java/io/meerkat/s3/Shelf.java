package io.meerkat.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Where bytes are put. What is where is known in memory only, so a folder is of no use to the next process. */
interface Shelf {
    Content keep(byte[] bytes);

    static Shelf inMemory() {
        return Content.InMemory::new;
    }

    static Shelf inFolder(Path folder) {
        var count = new AtomicLong();
        return bytes -> {
            try {
                Files.createDirectories(folder);
                return new Content.OnDisk(Files.write(folder.resolve(Long.toString(count.incrementAndGet())), bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
