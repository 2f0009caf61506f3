/**
 * Iceberg's REST Compatibility Kit, unchanged, against a running server. Its tests are Iceberg's; what stands here says
 * where the server is, what it can do, and how many tests must pass.
 */
@NullMarked
package io.meerkat.conformance.kit;

import org.jspecify.annotations.NullMarked;
