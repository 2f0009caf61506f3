/** What is stored of tables and views: made from their metadata, and read back by its hash. */
@NullMarked
package io.meerkat.api.content;

import org.jspecify.annotations.NullMarked;
