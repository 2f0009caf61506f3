package io.meerkat.api.merge;

import io.meerkat.merge.verb.MergeMode;
import io.meerkat.model.CommitId;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.commit.CommitTable;
import java.util.Optional;

/** What commits say of which nobody said it. */
final class Messages {
    private static final int SUBJECT_MAX = 200;

    private final CommitTable commits;

    Messages(CommitTable commits) {
        this.commits = commits;
    }

    String of(Task task, CatalogRow catalog, Step step, Optional<String> given) {
        return switch (task.verb()) {
            case MERGE ->
                step.of()
                        .map(commit -> original(catalog, commit))
                        .or(() -> given)
                        .orElseGet(() -> "%s %s into %s"
                                .formatted(
                                        task.mode() == MergeMode.SQUASH ? "squash" : "merge",
                                        task.source(),
                                        task.branch()));
            case CHERRY_PICK ->
                given.orElseGet(() -> original(catalog, step.of().orElseThrow()));
            case REVERT ->
                given.orElseGet(() -> "revert \"%s\""
                        .formatted(subject(original(catalog, step.of().orElseThrow()))));
            case REBASE -> original(catalog, step.of().orElseThrow());
        };
    }

    /** Its first line, as git has it: what stands below may name an author, who did not write the revert. */
    private static String subject(String message) {
        var line = message.lines().findFirst().orElse("");
        return line.codePointCount(0, line.length()) <= SUBJECT_MAX
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SUBJECT_MAX - 1)) + "…";
    }

    private String original(CatalogRow catalog, CommitId commit) {
        return commits.message(catalog.tenant(), catalog.catalog(), commit).orElse("");
    }
}
