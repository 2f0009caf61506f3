/** What messages of commits are made of. */
@NullMarked
package io.meerkat.api.message;

import org.jspecify.annotations.NullMarked;
