package io.meerkat.merge.verb;

import io.meerkat.model.CommitId;

/** Why something cannot be done. */
public sealed interface Refusal {
    String message();

    record UnrelatedHistories(CommitId target, CommitId source) implements Refusal {
        @Override
        public String message() {
            return "%s and %s have no commit in common: say that unrelated histories are wanted."
                    .formatted(target, source);
        }
    }

    record NotFastForward(CommitId target, CommitId source) implements Refusal {
        @Override
        public String message() {
            return "%s is not an ancestor of %s: the target cannot be moved forward.".formatted(target, source);
        }
    }

    record MainlineNeeded(CommitId commit, int parents) implements Refusal {
        @Override
        public String message() {
            return "%s is a merge of %d parents: say which of them is the mainline.".formatted(commit, parents);
        }
    }

    record NoSuchParent(CommitId commit, int mainline, int parents) implements Refusal {
        @Override
        public String message() {
            return "%s has %d parents, and none is number %d.".formatted(commit, parents, mainline);
        }
    }

    record TooManyCommits(CommitId branch, CommitId onto, int most) implements Refusal {
        @Override
        public String message() {
            return "%s has more than %d commits that %s does not contain: too many to replay."
                    .formatted(branch, most, onto);
        }
    }
}
