/** What the verbs plan, and what comes of it on small histories. */
@NullMarked
package io.meerkat.merge.verb;

import org.jspecify.annotations.NullMarked;
