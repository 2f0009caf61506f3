package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.http.Router.Route;
import io.meerkat.api.openapi.Operation;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** A call below {@code /api/v2} and its description, which alone says by which method and path it is reached. */
record DescribedRoute(Operation operation, Answering answering) {
    /** All that can be called there. */
    record Calls(RefCalls refs, ProtectionCalls protections, MergeCalls merges, LogCalls logs, ObjectCalls objects) {}

    /** Answers with the help of one of the calls; {@code names} are the segments that stand for braces. */
    @FunctionalInterface
    interface Answering {
        Answer answer(Calls calls, Request request, Map<String, String> names);
    }

    /** Answers a request about a catalog. */
    @FunctionalInterface
    interface OfCatalog<T> {
        Answer answer(T calls, Request request, String catalog);
    }

    /** Answers a request about one thing in a catalog. */
    @FunctionalInterface
    interface OfOne<T> {
        Answer answer(T calls, Request request, String catalog, String one);
    }

    static <T> DescribedRoute ofCatalog(Operation operation, Function<Calls, T> part, OfCatalog<T> answer) {
        var catalog = operation.names().getFirst();
        return new DescribedRoute(
                operation, (calls, request, names) -> answer.answer(part.apply(calls), request, name(names, catalog)));
    }

    static <T> DescribedRoute ofOne(Operation operation, Function<Calls, T> part, OfOne<T> answer) {
        var catalog = operation.names().getFirst();
        var one = operation.names().getLast();
        return new DescribedRoute(
                operation,
                (calls, request, names) ->
                        answer.answer(part.apply(calls), request, name(names, catalog), name(names, one)));
    }

    private static String name(Map<String, String> names, String of) {
        return Objects.requireNonNull(names.get(of));
    }

    Route<Request> on(Calls calls) {
        var vocabulary = Vocabulary.of(operation);
        return new Route<>(operation.method(), operation.path(), (request, names) -> {
            vocabulary.require(request);
            return answering.answer(calls, request, names);
        });
    }
}
