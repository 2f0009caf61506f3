/**
 * Calls beside Iceberg's: catalogs, their history, the audit log.
 */
@NullMarked
package io.meerkat.api.management;

import org.jspecify.annotations.NullMarked;
