/** What all questions share. A question reads, of one tenant only, and changes nothing. */
@NullMarked
package io.meerkat.query;

import org.jspecify.annotations.NullMarked;
