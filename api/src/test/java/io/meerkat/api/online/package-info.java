@NullMarked
package io.meerkat.api.online;

import org.jspecify.annotations.NullMarked;
