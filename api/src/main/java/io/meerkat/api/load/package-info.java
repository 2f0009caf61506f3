/**
 * Taking in whole catalogs: lines that name namespaces and the metadata files of tables become one commit a request.
 */
@NullMarked
package io.meerkat.api.load;

import org.jspecify.annotations.NullMarked;
