/** What the messages of commits say beside their words. */
@NullMarked
package io.meerkat.api.message;

import org.jspecify.annotations.NullMarked;
