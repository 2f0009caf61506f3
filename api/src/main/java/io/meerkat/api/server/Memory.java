package io.meerkat.api.server;

/** How the heap is shared out among the caches, in bytes, and how many keys of branches are remembered. */
record Memory(long nodes, long contents, long parsed, long keys) {
    private static final int KEY_BYTES = 400;

    static Memory ofThisMachine() {
        long heap = Runtime.getRuntime().maxMemory();
        return new Memory(heap / 8, heap / 8, heap / 8, heap / 8 / KEY_BYTES);
    }
}
