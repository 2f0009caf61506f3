package io.meerkat.benchmark.peers;

import io.meerkat.benchmark.options.Named;
import io.meerkat.benchmark.options.Options.PeerOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What all peers have in common.
 *
 * @param store the object store that they write to
 * @param connections how many requests there will be at once
 */
record Stage(PeerOptions options, Artifacts artifacts, URI store, int connections) {
    static final String REGION = "us-east-1";
    static final String ACCESS_KEY = "benchmark";
    static final String SECRET_KEY = "not-a-secret";
    private static final String BUCKET = "bench";

    String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    String heap() {
        return "-Xmx" + options.heap();
    }

    Path folder(String peer) {
        return options.work().resolve(peer);
    }

    String warehouse(String peer) {
        return "s3://" + BUCKET + "/" + peer;
    }

    /** For programs that read it as AWS's own do. */
    Map<String, String> storeVariables() {
        return Map.of(
                "S3_ENDPOINT", store.toString(),
                "AWS_REGION", REGION,
                "AWS_ACCESS_KEY_ID", ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY", SECRET_KEY);
    }

    /** Further options of a peer, which are split at spaces. */
    List<String> extra(String peer) {
        return options.extra().stream()
                .filter(extra -> extra.name().equals(peer))
                .map(Named::value)
                .flatMap(value -> Arrays.stream(value.split(" ")))
                .toList();
    }
}
