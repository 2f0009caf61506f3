/** What is remembered of a call in the transaction that does what it asks for. */
@NullMarked
package io.meerkat.command.receipt;

import org.jspecify.annotations.NullMarked;
