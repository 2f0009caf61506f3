package io.meerkat.command.branch;

/** A decision whose events were appended: the last of them has this sequence number in its stream. */
public record AppendedBatch(BatchDecision decision, long lastSeq) {}
