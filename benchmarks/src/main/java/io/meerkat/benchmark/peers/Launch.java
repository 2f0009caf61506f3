package io.meerkat.benchmark.peers;

import java.util.List;
import java.util.Map;

/**
 * How a server is started.
 *
 * @param path of its catalog, before {@code /v1}
 * @param warehouse what clients ask for
 */
record Launch(List<String> command, Map<String, String> environment, String path, String warehouse) {}
