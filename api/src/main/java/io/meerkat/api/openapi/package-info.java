/**
 * A description of calls as an OpenAPI 3.1 document: operations with what they take and answer, and the schemas of both.
 * Knows no call of its own, and nothing of how one is answered.
 */
@NullMarked
package io.meerkat.api.openapi;

import org.jspecify.annotations.NullMarked;
