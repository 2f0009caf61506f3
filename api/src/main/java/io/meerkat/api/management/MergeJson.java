package io.meerkat.api.management;

import io.meerkat.api.history.ObjectChange;
import io.meerkat.api.management.schema.Previews;
import io.meerkat.api.merge.Outlook;
import io.meerkat.api.merge.Preview;
import io.meerkat.api.merge.Step;
import io.meerkat.api.merge.Task;
import io.meerkat.command.merge.Answers;
import io.meerkat.merge.catalog.ConflictId;
import io.meerkat.merge.catalog.Resolution;
import io.meerkat.merge.catalog.Warning;
import io.meerkat.merge.verb.LeftOut;
import io.meerkat.merge.verb.Notice;
import io.meerkat.storage.merge.MergeRow;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Merges and what they would come to, for clients. */
final class MergeJson {
    /** Says that there are more changes than are shown. */
    static final String CHANGES_TRUNCATED = "changes_truncated";

    private MergeJson() {}

    /** A merge as it was opened and as far as it has come. */
    static ObjectNode shown(MergeRow row, Task task) {
        var node = ManagementJson.object().put("id", row.id().toString());
        node.setAll(TaskJson.shown(task));
        node.put("state", row.state().name().toLowerCase(Locale.ROOT))
                .put("opened_at", row.openedAt().toString())
                .put("opened_by", Persons.name(row.openedBy()))
                .put("changed_at", row.changedAt().toString());
        row.commit().ifPresent(commit -> node.put("head", commit.hex()));
        return node;
    }

    static ObjectNode shown(Map<ConflictId, Resolution> answers) {
        var node = ManagementJson.object();
        answers.forEach((conflict, resolution) -> node.set(conflict.toString(), ResolutionJson.shown(resolution)));
        return node;
    }

    /** The answers that a merge has, to be changed. */
    static Map<ConflictId, Resolution> answers(MergeRow row) {
        var answers = new HashMap<ConflictId, Resolution>();
        Answers.read(row.resolutions())
                .forEach((conflict, text) ->
                        answers.put(ConflictId.parse(conflict), ResolutionJson.read(ManagementJson.tree(text))));
        return answers;
    }

    static SortedMap<String, Optional<String>> stored(Map<ConflictId, Resolution> answers) {
        var stored = new TreeMap<String, Optional<String>>();
        answers.forEach((conflict, resolution) ->
                stored.put(conflict.toString(), Optional.of(ManagementJson.text(ResolutionJson.shown(resolution)))));
        return stored;
    }

    /** What it would come to now. */
    static ObjectNode shown(Preview preview) {
        var node = ManagementJson.object()
                .put("outlook", word(preview.outlook()))
                .put("branch_head", preview.branch().at().commit().hex())
                .put("source_head", preview.source().commit().hex());
        preview.base().ifPresent(base -> node.put("base", base.hex()));
        switch (preview.outlook()) {
            case Outlook.UpToDate() -> {}
            case Outlook.Forward(var to) -> node.put("to", to.commit().hex());
            case Outlook.Ready ready -> ready(node, ready);
            case Outlook.Conflicted conflicted -> conflicted(node, conflicted);
            case Outlook.Unfit(var refusals, var open) -> {
                var shown = node.putArray("refused");
                refusals.forEach(refusal -> shown.add(ConflictJson.shown(refusal)));
                conflicted(node, open);
            }
            case Outlook.Impossible(var reason) -> node.put("reason", reason);
        }
        if (!preview.notices().isEmpty()) {
            var notices = node.putArray("notices");
            preview.notices().forEach(notice -> notices.add(shown(notice)));
        }
        return node;
    }

    private static void conflicted(ObjectNode node, Outlook.Conflicted conflicted) {
        conflicted.at().ifPresent(commit -> node.put("at", commit.hex()));
        var shown = node.putArray("conflicts");
        conflicted.conflicts().forEach(conflict -> shown.add(ConflictJson.shown(conflict)));
        warnings(node, conflicted.warnings());
    }

    static String word(Outlook outlook) {
        return switch (outlook) {
            case Outlook.UpToDate _ -> "up_to_date";
            case Outlook.Forward _ -> "fast_forward";
            case Outlook.Ready _ -> "clean";
            case Outlook.Conflicted _ -> "conflicted";
            case Outlook.Unfit _ -> "answers_refused";
            case Outlook.Impossible _ -> "impossible";
        };
    }

    private static void ready(ObjectNode node, Outlook.Ready ready) {
        node.put("commits", ready.steps().size());
        int count =
                ready.steps().stream().mapToInt(step -> step.changes().size()).sum();
        node.put("change_count", count);
        var changes = node.putArray("changes");
        var some = ready.steps().stream()
                .flatMap(step -> ObjectChange.of(step.changes()).stream())
                .limit(Previews.CHANGES_MAX + 1L)
                .toList();
        some.stream().limit(Previews.CHANGES_MAX).forEach(change -> changes.add(DifferenceJson.shown(change)));
        if (some.size() > Previews.CHANGES_MAX) {
            node.put(CHANGES_TRUNCATED, true);
        }
        warnings(
                node,
                ready.steps().stream().map(Step::warnings).flatMap(List::stream).toList());
        if (!ready.leftOut().isEmpty()) {
            var left = node.putArray("left_out");
            ready.leftOut().forEach(commit -> left.add(shown(commit)));
        }
    }

    private static ObjectNode shown(Notice notice) {
        var node = ManagementJson.object().put("code", notice.code().name()).put("sentence", notice.sentence());
        return switch (notice) {
            case Notice.EarlierMergeReverted(var head, var merge, var revert) ->
                node.put("commit", head.hex()).put("merge", merge.hex()).put("revert", revert.hex());
            case Notice.ContainedAlready(var commit, var head) -> node.put("commit", commit.hex());
            case Notice.NotContained(var commit, var head) -> node.put("commit", commit.hex());
        };
    }

    private static ObjectNode shown(LeftOut left) {
        var node = ManagementJson.object().put("commit", left.commit().hex());
        return switch (left) {
            case LeftOut.Merges _ -> node.put("reason", "it merges");
            case LeftOut.MadeThere(var commit, var by) ->
                node.put("reason", "it was made there").put("by", by.hex());
            case LeftOut.ChangedThere(var commit, var by) ->
                node.put("reason", "the same was changed there").put("by", by.hex());
        };
    }

    private static void warnings(ObjectNode node, List<Warning> warnings) {
        if (!warnings.isEmpty()) {
            var shown = node.putArray("warnings");
            warnings.forEach(warning -> shown.add(ConflictJson.shown(warning)));
        }
    }
}
