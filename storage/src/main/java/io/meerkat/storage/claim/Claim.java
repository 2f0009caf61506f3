package io.meerkat.storage.claim;

import io.meerkat.model.CatalogId;
import io.meerkat.model.ContentId;
import io.meerkat.model.TreeKey;

/** A location, normalised, and the object that owns or owned it. */
public record Claim(String path, ContentId contentId, CatalogId catalog, TreeKey key, State state) {
    public enum State {
        /** On the head of some branch. */
        LIVE,
        /** Promised to a create that has not been committed; it lapses. */
        STAGED,
        /** On no head any more. */
        ENDED,
        /** On no head any more, and its files are being deleted. */
        PURGING
    }
}
