package io.meerkat.command.branch;

import io.meerkat.model.LineId;

/**
 * A decision whose events were appended: the last of them has this sequence number in its stream, and its commits are of
 * this line.
 */
public record AppendedBatch(BatchDecision decision, long lastSeq, LineId line) {}
