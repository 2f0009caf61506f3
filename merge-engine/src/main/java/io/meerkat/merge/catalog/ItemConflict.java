package io.meerkat.merge.catalog;

import java.util.Optional;

/** An item that needs an answer: what base, ours and theirs have there as text or JSON, and what each side did in words. */
public record ItemConflict(
        Item item,
        Optional<String> base,
        Optional<String> ours,
        Optional<String> theirs,
        boolean mayBeSupplied,
        String sentence) {}
