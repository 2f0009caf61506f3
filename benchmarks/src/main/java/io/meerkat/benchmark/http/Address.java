package io.meerkat.benchmark.http;

import java.net.InetSocketAddress;
import java.net.URI;

/** Where a server listens. */
public record Address(String host, int port) {
    private static final int HTTP_PORT = 80;

    public static Address of(URI uri) {
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("%s is no address of the form http://host:port".formatted(uri));
        }
        return new Address(uri.getHost(), uri.getPort() < 0 ? HTTP_PORT : uri.getPort());
    }

    InetSocketAddress socket() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
