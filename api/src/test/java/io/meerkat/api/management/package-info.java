/** Tests of the management calls over HTTP, against a server that runs in the same process. */
@NullMarked
package io.meerkat.api.management;

import org.jspecify.annotations.NullMarked;
