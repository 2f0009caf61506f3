package io.meerkat.merge.verb;

import io.meerkat.model.CommitId;

/** What a plan's reader should know, although it can be carried out. */
public sealed interface Notice {
    /** What kind of notice it is, as {@code EARLIER_MERGE_REVERTED}. */
    enum Code {
        EARLIER_MERGE_REVERTED,
        CONTAINED_ALREADY,
        NOT_CONTAINED
    }

    Code code();

    /** For a person. */
    String sentence();

    /**
     * The target merged {@code head} of the source by {@code merge}, and then took that back by {@code revert}. What came
     * with it counts as merged and does not come back, unless {@code revert} is reverted.
     */
    record EarlierMergeReverted(CommitId head, CommitId merge, CommitId revert) implements Notice {
        @Override
        public Code code() {
            return Code.EARLIER_MERGE_REVERTED;
        }

        @Override
        public String sentence() {
            return "The target merged %s by %s and reverted that by %s. Merging again does not bring it back: revert %s first."
                    .formatted(head, merge, revert, revert);
        }
    }

    record ContainedAlready(CommitId commit, CommitId head) implements Notice {
        @Override
        public Code code() {
            return Code.CONTAINED_ALREADY;
        }

        @Override
        public String sentence() {
            return "%s is contained in %s already.".formatted(commit, head);
        }
    }

    record NotContained(CommitId commit, CommitId head) implements Notice {
        @Override
        public Code code() {
            return Code.NOT_CONTAINED;
        }

        @Override
        public String sentence() {
            return "%s is not contained in %s: there may be nothing to revert.".formatted(commit, head);
        }
    }
}
