/** The audit log as it is put together, for servers and for what works without one. */
@NullMarked
package io.meerkat.api.audit;

import org.jspecify.annotations.NullMarked;
