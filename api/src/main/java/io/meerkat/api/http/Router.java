package io.meerkat.api.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All routes in one table. A route's path is a list of words and of names in braces, each standing for one segment,
 * whatever it holds.
 */
public final class Router<C> {
    private final List<Route<C>> routes;

    public Router(List<Route<C>> routes) {
        this.routes = List.copyOf(routes);
    }

    /** Answers a request to one route; {@code names} are the segments that stand for the braces. */
    @FunctionalInterface
    public interface Handler<C> {
        Answer answer(C context, Map<String, String> names);
    }

    /** {@code path}: without a leading slash, such as {@code namespaces/{namespace}/tables}. */
    public record Route<C>(String method, String path, Handler<C> handler) {
        private List<String> words() {
            return List.of(path.split("/"));
        }
    }

    /** What a request's method and path lead to. */
    public sealed interface Match<C> {
        record Found<C>(Route<C> route, Map<String, String> names) implements Match<C> {}

        /** The path exists, for these methods. */
        record OtherMethods<C>(TreeSet<String> methods) implements Match<C> {}

        record NotFound<C>() implements Match<C> {}
    }

    public List<Route<C>> routes() {
        return routes;
    }

    public Match<C> match(String method, List<String> path) {
        var others = new TreeSet<String>();
        for (Route<C> route : routes) {
            var names = names(route, path);
            if (names.isPresent()) {
                if (route.method().equals(method)) {
                    return new Match.Found<>(route, names.get());
                }
                others.add(route.method());
            }
        }
        return others.isEmpty() ? new Match.NotFound<>() : new Match.OtherMethods<>(others);
    }

    private Optional<Map<String, String>> names(Route<C> route, List<String> path) {
        var words = route.words();
        if (words.size() != path.size()) {
            return Optional.empty();
        }
        var names = new TreeMap<String, String>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("{")) {
                names.put(word.substring(1, word.length() - 1), path.get(i));
            } else if (!word.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }
}
