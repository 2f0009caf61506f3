package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.model.CommitId;
import io.meerkat.model.commit.StoredAnswer;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer as an idempotency key remembers it: the status, where to find what was made, and the body as it was. Of a commit the
 * id is known only when it is made; it is stored beside the body.
 */
record KeptAnswer(int status, Optional<String> location, ObjectNode body) {
    private static final String LOCATION = "location";
    private static final String STATUS = "status";
    private static final String BODY = "body";
    private static final String HEAD = "head";

    KeptAnswer(int status, ObjectNode body) {
        this(status, Optional.empty(), body);
    }

    StoredAnswer stored() {
        return new StoredAnswer.Answered(json());
    }

    StoredAnswer stored(CommitId commit) {
        return new StoredAnswer.Succeeded(commit, Optional.of(json()));
    }

    Answer answer() {
        if (status == 204) {
            return Answer.empty(status);
        }
        var answer = Answer.json(status, ManagementJson.write(body));
        return location.map(path -> answer.with("Location", path)).orElse(answer);
    }

    String json() {
        var json = ManagementJson.object().put(STATUS, status);
        location.ifPresent(path -> json.put(LOCATION, path));
        return ManagementJson.text(json.set(BODY, body));
    }

    static KeptAnswer read(StoredAnswer stored) {
        return switch (stored) {
            case StoredAnswer.Answered(var json) -> read(json);
            case StoredAnswer.Succeeded(var commit, var json) -> {
                var kept = read(json.orElseThrow());
                kept.body.put(HEAD, commit.hex());
                yield kept;
            }
            case StoredAnswer.Failed failed -> throw new IllegalStateException("refusals are not kept: " + failed);
        };
    }

    private static KeptAnswer read(String json) {
        var node = ManagementJson.tree(json);
        return new KeptAnswer(
                node.get(STATUS).intValue(), ManagementJson.text(node, LOCATION), (ObjectNode) node.get(BODY));
    }
}
