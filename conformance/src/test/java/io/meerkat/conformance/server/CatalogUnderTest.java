package io.meerkat.conformance.server;

import java.net.URI;
import java.util.function.Supplier;

/** An Iceberg REST catalog to test: where it is, and how to be done with it. */
public interface CatalogUnderTest extends AutoCloseable {
    URI uri();

    @Override
    void close();

    /** The server that the system property {@code meerkat.conformance.uri} names; without it, one to be started. */
    static CatalogUnderTest givenOr(Supplier<? extends CatalogUnderTest> start) {
        var given = System.getProperty("meerkat.conformance.uri", "");
        return given.isEmpty() ? start.get() : new Given(URI.create(given));
    }

    /** A server that somebody else started, and will stop. */
    record Given(URI uri) implements CatalogUnderTest {
        @Override
        public void close() {}
    }
}
