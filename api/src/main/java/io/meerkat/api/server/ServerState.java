package io.meerkat.api.server;

/** Whether requests are served, and why not. */
sealed interface ServerState {
    record Starting(String doing) implements ServerState {}

    record Serving(Kernel kernel) implements ServerState {}

    record Draining() implements ServerState {}
}
