package io.meerkat.model.commit;

import io.meerkat.model.ContentId;
import io.meerkat.model.TreeKey;

/** The wish to have the files of an object deleted that the commit removes from {@code key}, once nothing needs them. */
public record PurgeRequest(ContentId contentId, TreeKey key) {}
