/**
 * The wiring of Axon, by hand: a command bus that runs on the caller's thread, our event store, one repository for each
 * aggregate. No configuration module, and so nothing that reports to anybody.
 */
@NullMarked
package io.meerkat.command.axon;

import org.jspecify.annotations.NullMarked;
