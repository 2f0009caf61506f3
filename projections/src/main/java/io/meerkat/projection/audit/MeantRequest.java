package io.meerkat.projection.audit;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a refused request would have done, told from its method and path, in which a slash within a name is {@code %2F}
 * and a percent sign {@code %25}.
 */
record MeantRequest(String action, String type, String name) {
    private static final char LEVEL_END = '\u001f';
    private static final String IN_CATALOG = "/api/v2/catalogs/[^/]+";
    private static final String OPENED = "/(?:merges|cherry-picks|reverts|rebases)/(?<name>[^/]+)";
    private static final String IN_NAMESPACE = "(?>.*?/namespaces/)(?<namespace>[^/]+)";

    /** From the special to the general: the first that fits. */
    private static final List<Route> ROUTES = List.of(
            new Route("POST", ".*/tables/rename", "rename_table", "table"),
            new Route("POST", ".*/views/rename", "rename_view", "view"),
            new Route("POST", ".*/transactions/commit", "commit_table", "table"),
            new Route("POST", IN_NAMESPACE + "/register-view", "create_view", "view"),
            new Route("POST", IN_NAMESPACE + "/register", "create_table", "table"),
            new Route("POST", IN_NAMESPACE + "/tables", "create_table", "table"),
            new Route("POST", IN_NAMESPACE + "/tables/(?<name>[^/]+)/unregister", "drop_table", "table"),
            new Route("POST", IN_NAMESPACE + "/tables/(?<name>[^/]+)", "commit_table", "table"),
            new Route("DELETE", IN_NAMESPACE + "/tables/(?<name>[^/]+)", "drop_table", "table"),
            new Route("POST", IN_NAMESPACE + "/views", "create_view", "view"),
            new Route("POST", IN_NAMESPACE + "/views/(?<name>[^/]+)", "update_view", "view"),
            new Route("DELETE", IN_NAMESPACE + "/views/(?<name>[^/]+)", "drop_view", "view"),
            new Route("POST", IN_NAMESPACE + "/properties", "update_namespace", "namespace"),
            new Route("DELETE", IN_NAMESPACE, "delete_namespace", "namespace"),
            new Route("POST", ".*/namespaces", "create_namespace", "namespace"),
            new Route("POST", IN_CATALOG + "/branches", "create_branch", "branch"),
            new Route("POST", IN_CATALOG + "/branches/(?<name>[^/]+)/reset", "reset_branch", "branch"),
            new Route("POST", IN_CATALOG + "/branches/(?<name>[^/]+)/rename", "rename_branch", "branch"),
            new Route("POST", IN_CATALOG + "/branches/(?<name>[^/]+)/undelete", "create_branch", "branch"),
            new Route("POST", IN_CATALOG + "/tags/(?<name>[^/]+)/rename", "rename_tag", "tag"),
            new Route("POST", IN_CATALOG + "/tags/(?<name>[^/]+)/undelete", "create_tag", "tag"),
            new Route("DELETE", IN_CATALOG + "/branches/(?<name>[^/]+)", "delete_branch", "branch"),
            new Route("POST", IN_CATALOG + "/merges", "merge_branch", "branch"),
            new Route("POST", IN_CATALOG + "/cherry-picks", "cherry_pick", "branch"),
            new Route("POST", IN_CATALOG + "/reverts", "revert_commit", "branch"),
            new Route("POST", IN_CATALOG + "/rebases", "rebase_branch", "branch"),
            new Route("POST", IN_CATALOG + OPENED + "/resolutions", "resolve_conflicts", "merge"),
            new Route("POST", IN_CATALOG + OPENED + "/complete", "complete_merge", "merge"),
            new Route("POST", IN_CATALOG + OPENED + "/abort", "abort_merge", "merge"),
            new Route("POST", IN_CATALOG + "/tags", "create_tag", "tag"),
            new Route("DELETE", IN_CATALOG + "/tags/(?<name>[^/]+)", "delete_tag", "tag"),
            new Route("POST", "/api/v1/branches", "create_branch", "branch"),
            new Route("POST", "/api/v1/branches/merge", "merge_branch", "branch"),
            new Route("POST", "/api/v1/branches/(?<name>.+)/rebase", "rebase_branch", "branch"),
            new Route("DELETE", "/api/v1/branches/(?<name>.+)", "delete_branch", "branch"),
            new Route("POST", "/api/v1/tags", "create_tag", "tag"),
            new Route("DELETE", "/api/v1/tags/(?<name>.+)", "delete_tag", "tag"),
            new Route("POST", "/api/v1/merge-operations/(?<name>[^/]+)/complete", "complete_merge", "merge"),
            new Route("POST", "/api/v1/merge-operations/(?<name>[^/]+)/abort", "abort_merge", "merge"),
            new Route("POST", "/api/v1/conflicts/(?<name>[^/]+)/resolve", "resolve_conflicts", "merge"),
            new Route("POST", "/api/v1/catalogs", "create_catalog", "catalog"),
            new Route("POST", "/api/v1/catalogs/(?<name>[^/]+)/load", "load_catalog", "catalog"),
            new Route("PUT", "/api/v1/catalogs/(?<name>[^/]+)", "update_catalog", "catalog"),
            new Route("DELETE", "/api/v1/catalogs/(?<name>[^/]+)", "delete_catalog", "catalog"));

    static MeantRequest of(String method, String path) {
        return ROUTES.stream()
                .flatMap(route -> route.match(method, path).stream())
                .findFirst()
                .orElseGet(() -> new MeantRequest("request", "request", path));
    }

    private record Route(String method, Pattern path, String action, String type) {
        Route(String method, String path, String action, String type) {
            this(method, Pattern.compile(path, Pattern.DOTALL), action, type);
        }

        Optional<MeantRequest> match(String asked, String at) {
            return Optional.of(path.matcher(at))
                    .filter(found -> method.equals(asked) && found.matches())
                    .map(found -> new MeantRequest(action, type, name(found)));
        }

        private static String name(Matcher found) {
            return Stream.of("namespace", "name")
                    .filter(found.namedGroups()::containsKey)
                    .map(found::group)
                    .map(part ->
                            part.replace(LEVEL_END, '.').replace("%2F", "/").replace("%25", "%"))
                    .collect(Collectors.joining("."));
        }
    }
}
