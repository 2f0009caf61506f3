package io.meerkat.api.management;

import io.meerkat.api.http.Request;
import io.meerkat.api.openapi.Operation;
import io.meerkat.api.openapi.RequestBody;
import java.util.List;

/**
 * What a request may say: the parameters of the query and the members of the body that the call's description has, each once.
 * Anything else is misspelt, and leaving it out would do something that was not asked for.
 */
record Vocabulary(List<String> parameters, List<String> members) {
    static Vocabulary of(Operation operation) {
        return new Vocabulary(
                operation.queried(), operation.body().map(RequestBody::members).orElse(List.of()));
    }

    /** @throws ManagementError if the request says anything else */
    void require(Request request) {
        request.query().keySet().stream()
                .filter(name -> !parameters.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ManagementError.badRequest(
                            "There is no parameter '%s' here, but %s".formatted(name, parameters));
                });
        request.query().forEach((name, values) -> {
            if (values.size() > 1) {
                throw ManagementError.badRequest(
                        "The parameter '%s' is given %d times: %s".formatted(name, values.size(), values));
            }
        });
        if (!request.method().equals("GET")) {
            ManagementJson.requireOnly(ManagementJson.object(request.body()), members);
        }
    }
}
