package io.meerkat.conformance.crash;

/** Makes one change after another until it is told to stop, and enters each into the ledger. */
public interface Writer extends AutoCloseable {
    /** One change, or some; returns soon, whatever state the server is in. */
    void write();

    @Override
    void close();
}
