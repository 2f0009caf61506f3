/** An object store in memory that speaks enough of S3 for catalogs, and is no bottleneck to them. */
@NullMarked
package io.meerkat.s3;

import org.jspecify.annotations.NullMarked;
