/**
 * What the calls below {@code /api/v2} take and answer, described: for the document that clients read, and for tests that
 * hold every exchange against it. Has no part in making an answer.
 */
@NullMarked
package io.meerkat.api.management.schema;

import org.jspecify.annotations.NullMarked;
