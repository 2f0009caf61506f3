package io.meerkat.merge.catalog;

/** A way to resolve a conflict. {@link Resolution} says what each takes along and does. */
public enum Offer {
    OURS,
    THEIRS,
    SUPPLIED,
    PER_ITEM,
    AT,
    RENAME_OURS,
    RENAME_THEIRS,
    KEEP_BOTH,
    NEW_HOME,
    OLD_NAME,
    INTO,
    CREATE_PARENT
}
