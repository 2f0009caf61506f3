/**
 * Streams of events as rows: appended under the guard of their heads, read by stream or in global order.
 */
@NullMarked
package io.meerkat.storage.event;

import org.jspecify.annotations.NullMarked;
