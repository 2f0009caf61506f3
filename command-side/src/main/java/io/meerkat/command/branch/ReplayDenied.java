package io.meerkat.command.branch;

import io.meerkat.model.commit.Rejection;

/** One of several commits that belong together cannot be made, so that none is. */
public final class ReplayDenied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Rejection reason;

    ReplayDenied(Rejection reason) {
        super(reason.toString(), null, false, false);
        this.reason = reason;
    }

    public Rejection reason() {
        return reason;
    }
}
