package io.meerkat.api.management;

import io.meerkat.api.http.Request;
import io.meerkat.api.management.schema.Resolutions;
import io.meerkat.api.merge.Expected;
import io.meerkat.merge.catalog.ConflictId;
import io.meerkat.merge.catalog.Resolution;
import io.meerkat.merge.catalog.Side;
import io.meerkat.model.Commit;
import io.meerkat.model.CommitId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the body of a call about a merge says. */
record MergeBody(JsonNode json) {
    static MergeBody read(Request request) {
        return new MergeBody(ManagementJson.object(request.body()));
    }

    boolean isDryRun() {
        return ManagementJson.flag(json, "dry_run");
    }

    boolean isHeld() {
        return ManagementJson.flag(json, "hold");
    }

    Optional<String> message() {
        var message = ManagementJson.text(json, "message").map(String::strip).filter(text -> !text.isEmpty());
        message.ifPresent(text -> {
            if (text.length() > Commit.MESSAGE_MAX || text.indexOf('\0') >= 0) {
                throw ManagementError.badRequest(
                        "'message' has at most %d characters, and none is U+0000".formatted(Commit.MESSAGE_MAX));
            }
        });
        return message;
    }

    Expected expected() {
        return new Expected(
                ManagementJson.text(json, "expected").map(CommitId::parse),
                ManagementJson.text(json, "expected_source").map(CommitId::parse));
    }

    /** The side with which all is answered that offers it. */
    Optional<Side> takeAll() {
        return ManagementJson.text(json, "take_all").map(word -> switch (word) {
            case "ours" -> Side.OURS;
            case "theirs" -> Side.THEIRS;
            default -> throw ManagementError.badRequest("take_all is 'ours' or 'theirs': '%s'".formatted(word));
        });
    }

    Map<ConflictId, Resolution> given() {
        var answers = new HashMap<ConflictId, Resolution>();
        resolutions().properties().forEach(answer -> {
            if (!answer.getValue().isNull()) {
                answers.put(ConflictId.parse(answer.getKey()), ResolutionJson.readWhole(answer.getValue()));
            }
        });
        return answers;
    }

    List<ConflictId> takenBack() {
        return resolutions().properties().stream()
                .filter(answer -> answer.getValue().isNull())
                .map(answer -> ConflictId.parse(answer.getKey()))
                .toList();
    }

    private JsonNode resolutions() {
        var node = json.path("resolutions");
        if (node.size() > Resolutions.ANSWERS_MAX) {
            throw ManagementError.badRequest(
                    "%d answers are more than %d".formatted(node.size(), Resolutions.ANSWERS_MAX));
        }
        if (!node.isMissingNode() && !node.isObject()) {
            throw ManagementError.badRequest("'resolutions' is an object of answers by the ids of their conflicts");
        }
        return node;
    }
}
