/**
 * Views, as Iceberg's clients see them.
 */
@NullMarked
package io.meerkat.api.iceberg.view;

import org.jspecify.annotations.NullMarked;
