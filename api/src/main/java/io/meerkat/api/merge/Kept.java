package io.meerkat.api.merge;

import io.meerkat.api.key.Keyed;
import io.meerkat.command.receipt.Receipt;
import io.meerkat.model.CommitId;
import io.meerkat.model.commit.StoredAnswer;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a task is remembered for the call that asks for it.
 *
 * @param answer what is stored beside the commit that a preview comes to, as JSON
 */
public record Kept(Keyed keyed, Function<Preview, String> answer) {
    public static Kept none() {
        return new Kept(Keyed.none(), preview -> "");
    }

    Receipt<CommitId> receipt(Preview preview) {
        return keyed.receipt(commit -> new StoredAnswer.Succeeded(commit, Optional.of(answer.apply(preview))));
    }
}
