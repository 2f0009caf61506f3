package io.meerkat.api.merge;

import io.meerkat.merge.verb.Notice;
import io.meerkat.model.CommitId;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.ref.RefRow;
import java.util.List;
import java.util.Optional;

/**
 * A task looked at: the heads that it was looked at with, the stretch of the branch's, the merge base where there is one that
 * a commit has, what it would come to, and what its reader should know.
 */
public record Preview(
        RefRow branch,
        CommitId stretch,
        ResolvedRef source,
        Optional<CommitId> base,
        Outlook outlook,
        List<Notice> notices) {
    public Preview {
        notices = List.copyOf(notices);
    }
}
