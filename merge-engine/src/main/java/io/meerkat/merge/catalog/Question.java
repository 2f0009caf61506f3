package io.meerkat.merge.catalog;

import java.util.function.Function;

/** A conflict, and what an answer that it offers does to the fates of objects. */
record Question(Conflict conflict, Function<Resolution, Settlement> settle) {
    static Settlement notOffered(Resolution resolution) {
        throw new IllegalStateException("an answer that is not offered came through: " + resolution);
    }
}
