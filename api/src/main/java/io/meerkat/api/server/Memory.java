package io.meerkat.api.server;

/** How the heap is shared out among the caches, in bytes. */
record Memory(long nodes, long contents, long parsed) {
    static Memory ofThisMachine() {
        long heap = Runtime.getRuntime().maxMemory();
        return new Memory(heap / 8, heap / 8, heap / 8);
    }
}
