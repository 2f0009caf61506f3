package io.meerkat.api.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All routes in one table; the first that fits answers. A route's path is a list of words and of names in braces, each
 * standing for one segment, whatever it holds. One name of a path may end with dots, <code>{name...}</code>: it stands for
 * one segment or more with slashes between, for clients that leave the slashes of a name as they are.
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
        private static final String MORE = "...}";

        private List<String> words() {
            return List.of(path.split("/"));
        }

        private boolean takesMore() {
            return path.contains(MORE);
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
        int more = path.size() - words.size();
        if (more < 0 || more > 0 && !route.takesMore()) {
            return Optional.empty();
        }
        var names = new TreeMap<String, String>();
        int at = 0;
        for (String word : words) {
            boolean takesMore = word.endsWith(Route.MORE);
            int end = at + (takesMore ? 1 + more : 1);
            String part = takesMore ? String.join("/", path.subList(at, end)) : path.get(at);
            if (word.startsWith("{")) {
                names.put(word.substring(1, word.length() - (takesMore ? Route.MORE.length() : 1)), part);
            } else if (!word.equals(part)) {
                return Optional.empty();
            }
            at = end;
        }
        return Optional.of(names);
    }
}
