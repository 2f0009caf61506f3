@NullMarked
package io.meerkat.command.ref;

import org.jspecify.annotations.NullMarked;
