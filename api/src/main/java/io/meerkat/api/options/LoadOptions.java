package io.meerkat.api.options;

import java.net.URI;

/**
 * What is to be loaded where.
 *
 * @param existing fail or skip, as the server understands it
 */
public record LoadOptions(URI server, String catalog, String existing, boolean dryRun) {}
