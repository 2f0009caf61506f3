package io.meerkat.api.server;

import io.meerkat.api.http.Answer;
import io.meerkat.api.iceberg.IcebergApi;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Whether the process lives, and whether it serves. */
final class Health {
    private static final List<String> LIVE = List.of("health", "live");
    private static final Set<List<String>> PATHS = Set.of(LIVE, List.of("health", "ready"), List.of("health"));
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private Health() {}

    static boolean owns(List<String> path) {
        return PATHS.contains(path);
    }

    static Answer answer(String method, List<String> path, ServerState state) {
        if (!METHODS.contains(method)) {
            return IcebergApi.notAllowed(method, METHODS);
        }
        return path.equals(LIVE) ? answer(200, "alive") : ready(state);
    }

    private static Answer ready(ServerState state) {
        return switch (state) {
            case ServerState.Serving(var kernel) ->
                kernel.probe().problem().map(problem -> answer(503, problem)).orElseGet(() -> answer(200, "ready"));
            case ServerState.Starting(var doing) -> answer(503, "starting: " + doing);
            case ServerState.Draining() -> answer(503, "draining");
        };
    }

    private static Answer answer(int status, String text) {
        return Answer.json(status, "{\"status\":\"%s\"}".formatted(text).getBytes(StandardCharsets.UTF_8));
    }
}
