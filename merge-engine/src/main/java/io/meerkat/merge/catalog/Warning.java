package io.meerkat.merge.catalog;

import io.meerkat.model.TreeKey;

/** Something that a person should know of a merge, and that does not stand in its way. */
public record Warning(Code code, TreeKey key, String sentence) {
    /** Kinds of warning. */
    public enum Code {
        /** A view that one side made or changed reads an object that the other dropped or renamed. */
        VIEW_DEPENDENCY,
        /** What the merge of an object's content has to say. */
        NOTICE
    }
}
