package io.meerkat.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of an object, wherever they are. */
sealed interface Content {
    byte[] bytes();

    void forget();

    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record InMemory(byte[] bytes) implements Content {
        @Override
        public void forget() {
            // The garbage collector does.
        }
    }

    record OnDisk(Path file) implements Content {
        @Override
        public byte[] bytes() {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void forget() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
