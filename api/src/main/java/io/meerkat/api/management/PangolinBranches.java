package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.ref.Points;
import io.meerkat.command.ref.Refs;
import io.meerkat.model.CatalogName;
import io.meerkat.model.RefName;
import io.meerkat.storage.ref.RefRow.Type;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Branches in Pangolin's dialect. They are the same as {@link RefCalls} shows. */
public final class PangolinBranches {
    private static final String INGEST = "ingest";

    private final Refs refs;
    private final RefFinder finder;
    private final Points points;

    public PangolinBranches(Refs refs, RefFinder finder, Points points) {
        this.refs = refs;
        this.finder = finder;
        this.points = points;
    }

    Answer list(Request request) {
        var name = request.parameter("name").map(RefName::new);
        var found = finder.list(request.parameter("catalog"), Type.BRANCH, name);
        var shown = Paging.slice(request, found).stream()
                .map(PangolinRefJson::branch)
                .toList();
        return Answer.json(200, ManagementJson.write(shown));
    }

    Answer find(Request request, String name) {
        var found = finder.find(request.parameter("catalog"), Type.BRANCH, RefFinder.name(name));
        return Answer.json(200, ManagementJson.write(PangolinRefJson.branch(found)));
    }

    Answer create(Request request) {
        var body = ManagementJson.object(request.body());
        requireWhole(body);
        var name = RefCalls.name(body, Type.BRANCH);
        var catalog = points.catalog(ManagementJson.text(body, "catalog").orElse(CatalogName.DEFAULT.value()));
        var from = points.at(
                catalog.name(), ManagementJson.text(body, "from_branch").orElse(RefName.MAIN.value()));
        RefOutcomes.done(Type.BRANCH, catalog, name, refs.createBranch(name, from, request.actor()));
        var made = finder.find(Optional.of(catalog.name().value()), Type.BRANCH, name);
        return Answer.json(201, ManagementJson.write(PangolinRefJson.branch(made)));
    }

    /** Rather than to make another branch than was asked for. */
    private static void requireWhole(JsonNode body) {
        if (ManagementJson.text(body, "branch_type")
                .filter(INGEST::equalsIgnoreCase)
                .isPresent()) {
            throw ManagementError.badRequest("Branches are of the type '%s'; the type '%s' is not supported"
                    .formatted(PangolinRefJson.BRANCH_TYPE, INGEST));
        }
        var assets = body.path("assets");
        if (body.hasNonNull("assets") && !(assets.isArray() && assets.isEmpty())) {
            throw ManagementError.badRequest(
                    "A branch shows all that the one it begins on does; one of some 'assets' is not supported");
        }
    }

    Answer delete(Request request, String text) {
        var name = RefFinder.name(text);
        if (name.equals(RefName.MAIN)) {
            throw ManagementError.badRequest("The branch %s cannot be deleted".formatted(name));
        }
        var catalog = finder.catalog(request.parameter("catalog"), Type.BRANCH, name);
        var outcome = refs.deleteBranch(catalog, name, Optional.empty(), request.actor());
        RefOutcomes.done(Type.BRANCH, catalog, name, outcome);
        return Answer.empty(204);
    }
}
