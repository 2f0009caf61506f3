package io.meerkat.api.management;

import io.meerkat.model.CommitId;
import io.meerkat.model.commit.StoredAnswer;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer as an idempotency key remembers it: the status, and the body as it was. Of a commit the id is known only when it is
 * made; it is stored beside the body.
 */
record KeptAnswer(int status, ObjectNode body) {
    private static final String STATUS = "status";
    private static final String BODY = "body";
    private static final String COMMIT = "commit";

    StoredAnswer stored() {
        return new StoredAnswer.Answered(json());
    }

    StoredAnswer stored(CommitId commit) {
        return new StoredAnswer.Succeeded(commit, Optional.of(json()));
    }

    String json() {
        return ManagementJson.text(ManagementJson.object().put(STATUS, status).set(BODY, body));
    }

    static KeptAnswer read(StoredAnswer stored) {
        return switch (stored) {
            case StoredAnswer.Answered(var json) -> read(json);
            case StoredAnswer.Succeeded(var commit, var json) -> {
                var kept = read(json.orElseThrow());
                kept.body.put(COMMIT, commit.hex());
                yield kept;
            }
            case StoredAnswer.Failed failed -> throw new IllegalStateException("refusals are not kept: " + failed);
        };
    }

    private static KeptAnswer read(String json) {
        var node = ManagementJson.tree(json);
        return new KeptAnswer(node.get(STATUS).intValue(), (ObjectNode) node.get(BODY));
    }
}
