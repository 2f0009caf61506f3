/**
 * HTTP as this server needs it: paths that are decoded once, routes in one table, answers as pieces of bytes.
 */
@NullMarked
package io.meerkat.api.http;

import org.jspecify.annotations.NullMarked;
