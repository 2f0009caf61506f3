package io.meerkat.model.commit;

import io.meerkat.model.Domain;
import io.meerkat.model.Hash;
import io.meerkat.model.MergeId;

/** The open merge that a commit ends, with the answers that it was made with: others may have been given meanwhile. */
public record Ending(MergeId merge, Hash answers) {
    /** @param answers as they are stored */
    public static Ending of(MergeId merge, String answers) {
        return new Ending(merge, Domain.FRAGMENT.hash(answers));
    }
}
