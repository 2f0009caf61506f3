package io.meerkat.storage.load;

import io.meerkat.merge.tree.Tree;

/** A tree as the commit of a generation left it. */
record Grown(long generation, Tree tree) {}
