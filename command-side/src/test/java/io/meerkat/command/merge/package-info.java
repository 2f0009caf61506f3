@NullMarked
package io.meerkat.command.merge;

import org.jspecify.annotations.NullMarked;
