package io.meerkat.api.management;

import io.meerkat.api.http.Request;
import io.meerkat.api.http.Router.Route;
import java.util.List;

/** Pangolin's calls. Its Python client leaves the slashes of names as they are; paths that end with a word come first. */
public final class PangolinRoutes {
    private final PangolinBranches branches;
    private final PangolinTags tags;

    public PangolinRoutes(PangolinBranches branches, PangolinTags tags) {
        this.branches = branches;
        this.tags = tags;
    }

    List<Route<Request>> all() {
        return List.of(
                ManagementRoutes.route("GET", "api/v1/branches", branches::list),
                ManagementRoutes.route("POST", "api/v1/branches", branches::create),
                ManagementRoutes.route("GET", "api/v1/branches/{name...}", branches::find),
                ManagementRoutes.route("DELETE", "api/v1/branches/{name...}", branches::delete),
                ManagementRoutes.route("GET", "api/v1/tags", tags::list),
                ManagementRoutes.route("POST", "api/v1/tags", tags::create),
                ManagementRoutes.route("DELETE", "api/v1/tags/{name...}", tags::delete));
    }
}
