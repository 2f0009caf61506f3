@NullMarked
package io.meerkat.command.purge;

import org.jspecify.annotations.NullMarked;
