/**
 * Where commits wait for their branch and are written together: one transaction for all that wait.
 */
@NullMarked
package io.meerkat.command.lane;

import org.jspecify.annotations.NullMarked;
