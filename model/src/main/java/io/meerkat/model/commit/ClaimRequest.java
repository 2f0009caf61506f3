package io.meerkat.model.commit;

import io.meerkat.model.ContentId;
import io.meerkat.model.TreeKey;

/**
 * The wish to own a location, normalised, for an object. Only a location that the client named may take over one whose
 * last owner lives on no branch any more; the server itself never picks a used one.
 */
public record ClaimRequest(String path, ContentId contentId, TreeKey key, boolean named) {}
