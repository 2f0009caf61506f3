package io.meerkat.api.server;

import io.meerkat.api.http.Answer;
import java.nio.charset.StandardCharsets;

/** Whether the process lives, and whether it serves. */
final class Health {
    private Health() {}

    static Answer live() {
        return answer(200, "alive");
    }

    static Answer ready(ServerState state) {
        return switch (state) {
            case ServerState.Serving serving -> answer(200, "ready");
            case ServerState.Starting(var doing) -> answer(503, "starting: " + doing);
            case ServerState.Draining() -> answer(503, "draining");
        };
    }

    private static Answer answer(int status, String text) {
        return Answer.json(status, "{\"status\":\"%s\"}".formatted(text).getBytes(StandardCharsets.UTF_8));
    }
}
