/**
 * What has happened: one sealed family a stream. Events are kept for ever, so a variant is added and none is ever
 * altered; each has a logical name and a revision and an approved JSON file for every revision.
 */
@NullMarked
package io.meerkat.model.event;

import org.jspecify.annotations.NullMarked;
