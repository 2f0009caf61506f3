package io.meerkat.api.merge;

/** git's verbs that bring changes to a branch. */
public enum Verb {
    MERGE("merge"),
    CHERRY_PICK("cherry-pick"),
    REVERT("revert"),
    REBASE("rebase");

    private final String word;

    Verb(String word) {
        this.word = word;
    }

    /** As git spells it. */
    public String word() {
        return word;
    }

    /** Whether it rests on a commit that two histories have in common. */
    public boolean needsMergeBase() {
        return this == MERGE || this == REBASE;
    }
}
