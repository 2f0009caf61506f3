/** Tests of how a change is asked for and answered. */
@NullMarked
package io.meerkat.model.commit;

import org.jspecify.annotations.NullMarked;
