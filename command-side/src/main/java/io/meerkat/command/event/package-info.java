/**
 * Events as bytes: their logical names, revisions and JSON, and Axon's view of the tables that hold them.
 */
@NullMarked
package io.meerkat.command.event;

import org.jspecify.annotations.NullMarked;
