package io.meerkat.api.management;

import io.meerkat.api.http.Request;
import io.meerkat.api.http.Router.Route;
import java.util.List;

/** Pangolin's calls. Its Python client leaves the slashes of names as they are; paths that end with a word come first. */
public final class PangolinRoutes {
    private final PangolinBranches branches;
    private final PangolinTags tags;
    private final PangolinMerges merges;
    private final PangolinOperationCalls operations;
    private final PangolinConflicts conflicts;

    public PangolinRoutes(
            PangolinBranches branches,
            PangolinTags tags,
            PangolinMerges merges,
            PangolinOperationCalls operations,
            PangolinConflicts conflicts) {
        this.branches = branches;
        this.tags = tags;
        this.merges = merges;
        this.operations = operations;
        this.conflicts = conflicts;
    }

    List<Route<Request>> all() {
        return List.of(
                ManagementRoutes.route("GET", "api/v1/branches", branches::list),
                ManagementRoutes.route("POST", "api/v1/branches", branches::create),
                ManagementRoutes.route("POST", "api/v1/branches/merge", merges::merge),
                ManagementRoutes.route("POST", "api/v1/branches/{name...}/rebase", merges::rebase),
                ManagementRoutes.route("GET", "api/v1/branches/{name...}", branches::find),
                ManagementRoutes.route("DELETE", "api/v1/branches/{name...}", branches::delete),
                ManagementRoutes.route("GET", "api/v1/tags", tags::list),
                ManagementRoutes.route("POST", "api/v1/tags", tags::create),
                ManagementRoutes.route("DELETE", "api/v1/tags/{name...}", tags::delete),
                ManagementRoutes.route("GET", "api/v1/catalogs/{name}/merge-operations", operations::list),
                ManagementRoutes.route("GET", "api/v1/merge-operations/{name}", operations::find),
                ManagementRoutes.route("GET", "api/v1/merge-operations/{name}/conflicts", operations::conflicts),
                ManagementRoutes.route("POST", "api/v1/merge-operations/{name}/complete", operations::complete),
                ManagementRoutes.route("POST", "api/v1/merge-operations/{name}/abort", operations::abort),
                ManagementRoutes.route("POST", "api/v1/conflicts/{name}/resolve", conflicts::resolve));
    }
}
