package io.meerkat.model.commit;

import io.meerkat.model.Entry;
import io.meerkat.model.Identifier;
import io.meerkat.model.Kind;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.RefName;
import io.meerkat.model.RefPattern;
import java.util.Optional;

/** Why a request did not become a commit. Nothing of it was stored. */
public sealed interface Rejection {
    /** The key holds something else than the request was prepared on; {@code actual} is absent where it holds nothing. */
    record KeyMoved(Identifier key, Optional<Entry> actual) implements Rejection {}

    record AlreadyExists(Identifier key, Kind actual) implements Rejection {}

    record NoSuchNamespace(NamespacePath namespace) implements Rejection {}

    record NamespaceNotEmpty(NamespacePath namespace, Identifier child) implements Rejection {}

    /** {@code taken} is a location that overlaps the wanted one and belongs to another object. */
    record LocationTaken(String wanted, String taken) implements Rejection {}

    /** Another branch allocated ids meanwhile: reload and repeat. */
    record IdsTaken(Identifier key, String what, int lowest, int allocated) implements Rejection {}

    record IdsTooHigh(Identifier key, String what, int highest, int allocated, int distanceMax) implements Rejection {}

    /** The branch does not point any more to the commit that it was to. */
    record HeadMoved() implements Rejection {}

    /** The other branch that it relies on points elsewhere by now, or is gone. */
    record SourceMoved() implements Rejection {}

    /** The files of an object that was to come back are deleted, or are being deleted. */
    record Purged(Identifier key) implements Rejection {}

    /** The branch was pointed elsewhere, or has merged or reverted something, since it was prepared. */
    record NotPlain() implements Rejection {}

    /** The merge that it was to finish is not open any more, or has other answers. */
    record MergeEnded() implements Rejection {}

    /** The branch takes no direct commits: only merges and the like. */
    record Protected(RefName branch, RefPattern pattern) implements Rejection {}

    /** The branch is partial, and the key is not among those that can be written on it. */
    record NotWritable(RefName branch, Identifier key) implements Rejection {}

    /** The branch does not exist (any more). */
    record NoSuchBranch() implements Rejection {}
}
