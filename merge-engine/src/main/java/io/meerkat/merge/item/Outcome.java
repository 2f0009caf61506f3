package io.meerkat.merge.item;

import java.util.List;

/** What a merge of one object comes to. */
public sealed interface Outcome<T> {
    List<Notice> notices();

    record Merged<T>(T object, List<Notice> notices) implements Outcome<T> {}

    /** All conflicts that have no answer. Their answers may bring up others. */
    record Conflicted<T>(List<Conflict> conflicts, List<Notice> notices) implements Outcome<T> {}
}
