package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.management.schema.Problems;
import io.meerkat.api.merge.Verb;
import io.meerkat.api.openapi.Document;
import io.meerkat.api.openapi.Document.Group;
import io.meerkat.api.openapi.Operation;
import io.meerkat.api.openapi.Response;
import io.meerkat.api.openapi.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The calls below {@code /api/v2}, and the OpenAPI document that describes them, which is made of their routes. */
final class ApiDescription {
    /** The routes in the order in which they are described. */
    static final List<DescribedRoute> ROUTES = routes();

    private static final String VERSION = "2";

    private static final String WORDS = """
            Branches, tags, history and merges of Apache Iceberg catalogs. Tables, views and namespaces themselves are worked \
            on by Iceberg's REST protocol below /v1, which Iceberg describes, on a branch as on main: with the warehouse \
            catalog@branch. The calls below /api/v1 are those of the catalog Pangolin and need no description here; what \
            Meerkat adds to them, making catalogs among it, is told in docs/api.md.

            Errors are problem details (RFC 9457). Every answer has a header X-Request-Id, by which the log and the audit \
            know the request; one that the request brings is kept. Pages end with a next_page_token while there is more, \
            and stay true whatever is committed meanwhile. There is no authentication yet.
            """;

    /** Made once: routes do not change while a server runs. */
    private static final class Written {
        static final byte[] BYTES = (document().json().toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private ApiDescription() {}

    private static List<DescribedRoute> routes() {
        var routes = new ArrayList<DescribedRoute>();
        routes.add(new DescribedRoute(
                Operation.of("GET", "api/v2/openapi.json", "getDescription", "Description", "Tells what can be called")
                        .answers(
                                Response.of(200, "This document", Schema.anyObject()),
                                Problems.BAD_REQUEST,
                                Problems.FORBIDDEN,
                                Problems.FAILED,
                                Problems.UNAVAILABLE),
                (calls, request, names) -> Answer.json(200, bytes())));
        Stream.of(BranchRoutes.all(), TagRoutes.all(), ProtectionRoutes.all(), HistoryRoutes.all(), MergeRoutes.all())
                .forEach(routes::addAll);
        return List.copyOf(routes);
    }

    static Document document() {
        var groups = new ArrayList<>(List.of(
                new Group("Description", "This document"),
                BranchRoutes.GROUP,
                TagRoutes.GROUP,
                ProtectionRoutes.GROUP,
                HistoryRoutes.GROUP));
        Stream.of(Verb.values()).map(MergeRoutes::group).forEach(groups::add);
        return new Document(
                "Meerkat",
                VERSION,
                WORDS,
                groups,
                ROUTES.stream().map(DescribedRoute::operation).toList());
    }

    static byte[] bytes() {
        return Written.BYTES;
    }
}
