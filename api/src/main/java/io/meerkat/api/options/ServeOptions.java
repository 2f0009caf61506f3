package io.meerkat.api.options;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a server is to run. Without a database URL it brings its own; it listens on {@link #BIND_ADDRESS} only, as nobody
 * is asked who they are.
 *
 * @param port 0 for any free one
 * @param warehouse an {@code s3://} location; none for a folder in the data folder
 * @param s3Endpoint of another S3 store than AWS
 * @param allowedHosts by which it may be reached beside the loopback's own names, in lower case
 * @param settings what else is passed on to the framework
 */
public record ServeOptions(
        int port,
        Path data,
        Optional<String> warehouse,
        Optional<URI> s3Endpoint,
        Optional<DatabaseUrl> database,
        List<Path> allowedLocations,
        List<String> allowedHosts,
        Duration purgeGrace,
        Duration retention,
        Duration idempotencyLifetime,
        Map<String, String> settings) {
    public static final String BIND_ADDRESS = "127.0.0.1";

    public ServeOptions {
        allowedLocations = List.copyOf(allowedLocations);
        allowedHosts = List.copyOf(allowedHosts);
        settings = Map.copyOf(settings);
    }
}
