/** Requests and answers, apart from any dialect. */
@NullMarked
package io.meerkat.api.http;

import org.jspecify.annotations.NullMarked;
