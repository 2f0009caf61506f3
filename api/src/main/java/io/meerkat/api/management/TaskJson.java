package io.meerkat.api.management;

import io.meerkat.api.merge.SourceId;
import io.meerkat.api.merge.Task;
import io.meerkat.api.merge.Verb;
import io.meerkat.merge.verb.MergeMode;
import io.meerkat.model.BranchId;
import io.meerkat.model.CommitId;
import io.meerkat.model.RefName;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is to be done, as clients ask for it and as an open merge remembers it. */
final class TaskJson {
    private static final String SOURCE_BRANCH = "source_branch";
    private static final String SOURCE_COMMIT = "source_commit";

    private TaskJson() {}

    /** The member that names the source of each verb. */
    private static String source(Verb verb) {
        return switch (verb) {
            case MERGE -> "source";
            case CHERRY_PICK, REVERT -> "commit";
            case REBASE -> "onto";
        };
    }

    static Task read(Verb verb, JsonNode body) {
        var member = source(verb);
        var source = ManagementJson.text(body, member)
                .orElseThrow(() -> ManagementError.badRequest(
                        "'%s' must say what to %s: a ref, commit or time".formatted(member, verb.word())));
        var branch = ManagementJson.text(body, "branch").map(RefName::new);
        if (branch.isEmpty() && verb == Verb.REBASE) {
            throw ManagementError.badRequest("'branch' must say which branch to rebase");
        }
        return new Task(
                verb,
                branch.orElse(RefName.MAIN),
                source,
                sourceId(body),
                ManagementJson.text(body, "mode").map(TaskJson::mode).orElse(MergeMode.MERGE_COMMIT),
                mainline(body),
                ManagementJson.flag(body, "unrelated_histories"));
    }

    private static Optional<SourceId> sourceId(JsonNode body) {
        return ManagementJson.text(body, SOURCE_BRANCH)
                .<SourceId>map(id -> new SourceId.OfBranch(new BranchId(UUID.fromString(id))))
                .or(() ->
                        ManagementJson.text(body, SOURCE_COMMIT).map(id -> new SourceId.OfCommit(CommitId.parse(id))));
    }

    private static MergeMode mode(String word) {
        return Stream.of(MergeMode.values())
                .filter(mode -> word(mode).equals(word))
                .findFirst()
                .orElseThrow(() -> ManagementError.badRequest("There is no mode '%s', but %s"
                        .formatted(
                                word,
                                Stream.of(MergeMode.values())
                                        .map(TaskJson::word)
                                        .collect(Collectors.toList()))));
    }

    private static String word(MergeMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static OptionalInt mainline(JsonNode body) {
        if (!body.hasNonNull("mainline")) {
            return OptionalInt.empty();
        }
        if (!body.get("mainline").isInt()) {
            throw ManagementError.badRequest(
                    "'mainline' is the number of a parent: %s".formatted(body.get("mainline")));
        }
        return OptionalInt.of(body.get("mainline").intValue());
    }

    static ObjectNode shown(Task task) {
        var node = ManagementJson.object()
                .put("verb", task.verb().word())
                .put("branch", task.branch().value())
                .put(source(task.verb()), task.source());
        task.sourceId().ifPresent(id -> {
            switch (id) {
                case SourceId.OfBranch(var branch) -> node.put(SOURCE_BRANCH, branch.toString());
                case SourceId.OfCommit(var commit) -> node.put(SOURCE_COMMIT, commit.hex());
            }
        });
        if (task.verb() == Verb.MERGE) {
            node.put("mode", word(task.mode()));
        }
        task.mainline().ifPresent(number -> node.put("mainline", number));
        if (task.unrelated()) {
            node.put("unrelated_histories", true);
        }
        return node;
    }

    /** What was shown once. */
    static Task stored(String plan) {
        var node = ManagementJson.tree(plan);
        var verb = Stream.of(Verb.values())
                .filter(each -> each.word().equals(node.required("verb").stringValue()))
                .findFirst()
                .orElseThrow();
        return read(verb, node);
    }
}
