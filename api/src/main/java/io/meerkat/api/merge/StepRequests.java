package io.meerkat.api.merge;

import io.meerkat.model.Actor;
import io.meerkat.model.Change;
import io.meerkat.model.Entry;
import io.meerkat.model.SaltedText;
import io.meerkat.model.TreeKey;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.CommitRequestBuilder;
import io.meerkat.model.commit.Edit;
import io.meerkat.model.commit.Predicate;
import java.util.Optional;

/** Commits as the lanes take them, of steps. */
final class StepRequests {
    private StepRequests() {}

    /** For a step that is made on exactly what it was prepared on. */
    static CommitRequestBuilder of(Step step, Actor actor, String message) {
        var request = CommitRequest.by(actor, SaltedText.withFreshSalt(message)).link(step.links());
        step.changes().forEach(change -> request.edit(edit(step, change)));
        step.drafts().forEach(draft -> {
            request.store(draft.fragments());
            draft.allocation().ifPresent(request::allocate);
        });
        step.arriving().forEach(claim -> {
            request.claim(claim);
            request.relyOn(new Predicate.NotPurged(claim.key().identifier(), claim.contentId()));
        });
        return request;
    }

    /** For a branch that goes on meanwhile: what matters to the step must still be so when its turn comes. */
    static CommitRequestBuilder guarded(Step step, Preview preview, Actor actor, String message) {
        var request = of(step, actor, message);
        if (step.links().lowestGeneration() > 0) {
            // What was merged meanwhile may have moved the base.
            request.relyOn(new Predicate.Plain(preview.branch().line(), preview.stretch()));
        }
        step.guards().forEach((key, entry) -> request.relyOn(new Predicate.Stands(key, entry)));
        var source = preview.source();
        source.head().ifPresent(branch -> request.relyOn(new Predicate.HeadIs(branch, source.commit())));
        return request;
    }

    private static Edit edit(Step step, Change change) {
        var name = change.key().identifier();
        return change.after()
                .map(entry -> put(step, change.key(), entry))
                .orElseGet(() -> new Edit.Remove(name, Optional.empty()));
    }

    private static Edit put(Step step, TreeKey key, Entry entry) {
        var name = key.identifier();
        return step.content(entry.content())
                .<Edit>map(content -> new Edit.Put(name, entry.contentId(), content, Optional.empty()))
                .orElseGet(() -> new Edit.Adopt(name, entry));
    }
}
