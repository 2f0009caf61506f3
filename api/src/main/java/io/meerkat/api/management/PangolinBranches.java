package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.ref.Points;
import io.meerkat.command.receipt.Receipt;
import io.meerkat.command.ref.Refs;
import io.meerkat.model.BranchPurpose;
import io.meerkat.model.CatalogName;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.RefName;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.ref.RefRow.Type;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Branches in Pangolin's dialect. They are the same as {@link RefCalls} shows. */
public final class PangolinBranches {
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
        var name = RefCalls.name(body, Type.BRANCH);
        var catalog = points.catalog(ManagementJson.text(body, "catalog").orElse(CatalogName.DEFAULT.value()));
        var from = points.at(
                catalog.name(), ManagementJson.text(body, "from_branch").orElse(RefName.MAIN.value()));
        RefOutcomes.done(
                Type.BRANCH,
                catalog,
                name,
                refs.createBranch(name, purpose(body), from, request.actor(), Receipt.none()));
        var made = finder.find(Optional.of(catalog.name().value()), Type.BRANCH, name);
        return Answer.json(201, ManagementJson.write(PangolinRefJson.branch(made)));
    }

    /** A type that nobody knows counts as experimental; no assets are all of them. */
    private static BranchPurpose purpose(JsonNode body) {
        var type = ManagementJson.text(body, "branch_type")
                        .filter(BranchPurpose.Type.INGEST.name()::equalsIgnoreCase)
                        .isPresent()
                ? BranchPurpose.Type.INGEST
                : BranchPurpose.Type.EXPERIMENTAL;
        if (body.hasNonNull("assets") && !body.get("assets").isArray()) {
            throw ManagementError.badRequest("'assets' must be a list of names such as 'sales.orders'");
        }
        return BranchPurpose.of(
                type,
                body.path("assets").valueStream().map(PangolinBranches::asset).toList());
    }

    private static TreeKey asset(JsonNode name) {
        var text = name.isString() ? name.stringValue() : "";
        int dot = text.lastIndexOf('.');
        if (dot <= 0 || dot == text.length() - 1) {
            throw ManagementError.badRequest("'assets' must hold names such as 'sales.orders', not %s".formatted(name));
        }
        return NamespacePath.of(List.of(text.substring(0, dot).split("\\.", -1)))
                .object(text.substring(dot + 1))
                .key();
    }

    Answer delete(Request request, String text) {
        var name = RefFinder.name(text);
        if (name.equals(RefName.MAIN)) {
            throw ManagementError.badRequest("The branch %s cannot be deleted".formatted(name));
        }
        var catalog = finder.catalog(request.parameter("catalog"), Type.BRANCH, name);
        var outcome = refs.deleteBranch(catalog, name, Optional.empty(), request.actor(), Receipt.none());
        RefOutcomes.done(Type.BRANCH, catalog, name, outcome);
        return Answer.empty(204);
    }
}
