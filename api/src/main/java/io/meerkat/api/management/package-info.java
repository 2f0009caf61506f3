/**
 * Calls beside Iceberg's: catalogs, their branches, merges and history, the audit log. Below {@code /api/v2} in our own form,
 * below {@code /api/v1} in that of Pangolin.
 */
@NullMarked
package io.meerkat.api.management;

import org.jspecify.annotations.NullMarked;
