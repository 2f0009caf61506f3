package io.meerkat.command.purge;

/** Somebody else works on a purge by now: whoever hears this deletes and tells nothing more. */
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LeaseLost(String what) {
        super("somebody else has taken " + what);
    }
}
