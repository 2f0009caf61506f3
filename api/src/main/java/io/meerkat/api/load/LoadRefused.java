package io.meerkat.api.load;

/** A load with lines that cannot be done. Nothing became visible of any of them. */
public final class LoadRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problems problems;

    LoadRefused(Problems problems) {
        super("%d lines cannot be loaded".formatted(problems.count()), null, false, false);
        this.problems = problems;
    }

    public Problems problems() {
        return problems;
    }
}
