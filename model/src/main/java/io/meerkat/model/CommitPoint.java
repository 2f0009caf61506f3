package io.meerkat.model;

import java.time.Instant;

/** A commit as far as one must know it to build on it. */
public record CommitPoint(CommitId commit, Hash root, long generation, Instant time) {}
