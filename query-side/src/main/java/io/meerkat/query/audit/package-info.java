/** Questions to the audit log. Personal texts are joined here, when asked for, so that erasing one is enough. */
@NullMarked
package io.meerkat.query.audit;

import org.jspecify.annotations.NullMarked;
