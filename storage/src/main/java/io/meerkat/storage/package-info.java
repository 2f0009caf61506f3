/**
 * The PostgreSQL behind everything: connections, transactions and migrations. What is written in the transaction that
 * appends an event belongs to this module; nothing here decides anything.
 */
@NullMarked
package io.meerkat.storage;

import org.jspecify.annotations.NullMarked;
