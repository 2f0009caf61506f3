package io.meerkat.merge.catalog;

/** What an answer did to a conflict. */
sealed interface Settlement {
    Settlement DONE = new Done();

    record Done() implements Settlement {}

    /** It answers a part: this is left. */
    record Rest(Conflict conflict) implements Settlement {}

    record Misfit(String reason) implements Settlement {}
}
