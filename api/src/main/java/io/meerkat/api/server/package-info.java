/**
 * Starting, serving and stopping: the database, the kernel and the port, in that order and back.
 */
@NullMarked
package io.meerkat.api.server;

import org.jspecify.annotations.NullMarked;
