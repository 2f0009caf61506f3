package io.meerkat.command.lane;

import io.meerkat.model.Hash;
import java.util.Set;

/** A file of the batch was taken for left behind and deleted: its request has to be made again, with another file. */
final class SweptMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SweptMeanwhile(Set<Hash> contents) {
        super("the files were swept up of the contents " + contents);
    }
}
