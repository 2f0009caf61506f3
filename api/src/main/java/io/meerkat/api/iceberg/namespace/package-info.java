/**
 * Namespaces, as Iceberg's clients see them.
 */
@NullMarked
package io.meerkat.api.iceberg.namespace;

import org.jspecify.annotations.NullMarked;
