package io.meerkat.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.http.Router.Match;
import io.meerkat.api.http.Router.Route;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private static final Router<String> ROUTER = new Router<>(List.of(
            route("GET", "branches"),
            route("POST", "branches/merge"),
            route("GET", "branches/{name...}/commits"),
            route("GET", "branches/{name...}"),
            route("GET", "catalogs/{catalog}/tags/{name}")));

    private static Route<String> route(String method, String path) {
        return new Route<>(method, path, (context, names) -> new Answer(200, names, List.of()).with("path", path));
    }

    private static Match<String> match(String method, String path) {
        return ROUTER.match(
                method,
                Arrays.stream(path.split(" "))
                        .map(part -> part.replace('_', ' '))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "branches dev,               branches/{name...},         dev",
        "branches feature x,         branches/{name...},         feature/x",
        "branches feature x commits, branches/{name...}/commits, feature/x",
        "branches a commits commits, branches/{name...}/commits, a/commits",
        "branches x/commits,         branches/{name...},         x/commits",
        "branches x/y commits,       branches/{name...}/commits, x/y",
        "branches commits,           branches/{name...},         commits",
        "branches merge x,           branches/{name...},         merge/x",
        "catalogs c tags v1/final,   catalogs/{catalog}/tags/{name}, v1/final",
    })
    void aNameWithDotsTakesOneSegmentOrMore(String path, String route, String name) {
        assertThat(match("GET", path)).isInstanceOfSatisfying(Match.Found.class, found -> {
            assertThat(((Match.Found<?>) found).route().path()).isEqualTo(route);
            assertThat(((Match.Found<?>) found).names()).containsEntry("name", name);
        });
    }

    @Test
    void whatHasTooFewOrTooManySegmentsLeadsNowhere() {
        assertThat(match("GET", "catalogs c tags v1 final")).isInstanceOf(Match.NotFound.class);
        assertThat(match("GET", "catalogs c tags")).isInstanceOf(Match.NotFound.class);
        assertThat(match("GET", "tags a b")).isInstanceOf(Match.NotFound.class);
    }

    @Test
    void theMethodsOfAllRoutesThatAPathFitsAreTold() {
        assertThat(match("DELETE", "branches merge"))
                .isInstanceOfSatisfying(
                        Match.OtherMethods.class,
                        other -> assertThat(((Match.OtherMethods<?>) other).methods())
                                .containsExactly("GET", "POST"));
    }
}
