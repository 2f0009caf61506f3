/** How long what is stored takes to be encoded, hashed and read again. */
@NullMarked
package io.meerkat.benchmark.micro.codec;

import org.jspecify.annotations.NullMarked;
