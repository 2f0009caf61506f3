/**
 * Where the files of tables lie: the file system, or buckets of an S3 store. Knows paths and bytes; which of them may be
 * used, and what for, is decided above.
 */
@NullMarked
package io.meerkat.api.store;

import org.jspecify.annotations.NullMarked;
