/** Questions to the audit log of a real catalog. */
@NullMarked
package io.meerkat.query.audit;

import org.jspecify.annotations.NullMarked;
