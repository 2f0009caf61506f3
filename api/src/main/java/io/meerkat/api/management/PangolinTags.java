package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.ref.Points;
import io.meerkat.command.receipt.Receipt;
import io.meerkat.command.ref.Refs;
import io.meerkat.model.CatalogName;
import io.meerkat.storage.ref.RefRow.Type;
import io.meerkat.storage.ref.TenantRefs.CatalogRef;
import java.util.Optional;

/** Tags in Pangolin's dialect. */
public final class PangolinTags {
    private final Refs refs;
    private final RefFinder finder;
    private final Points points;

    public PangolinTags(Refs refs, RefFinder finder, Points points) {
        this.refs = refs;
        this.finder = finder;
        this.points = points;
    }

    Answer list(Request request) {
        var found = finder.list(request.parameter("catalog"), Type.TAG, Optional.empty());
        var shown =
                Paging.slice(request, found).stream().map(PangolinRefJson::tag).toList();
        return Answer.json(200, ManagementJson.write(shown));
    }

    Answer create(Request request) {
        var body = ManagementJson.object(request.body());
        var name = RefCalls.name(body, Type.TAG);
        var catalog = points.catalog(ManagementJson.text(body, "catalog").orElse(CatalogName.DEFAULT.value()));
        var commit = ManagementJson.text(body, "commit_id")
                .orElseThrow(() -> ManagementError.badRequest("'commit_id' must say which commit to tag"));
        var outcome = refs.createTag(name, points.at(catalog.name(), commit), request.actor(), Receipt.none());
        var tag = new CatalogRef(catalog.name(), RefOutcomes.done(Type.TAG, catalog, name, outcome), Optional.empty());
        return Answer.json(201, ManagementJson.write(PangolinRefJson.tag(tag)));
    }

    Answer delete(Request request, String text) {
        var name = RefFinder.name(text);
        var catalog = finder.catalog(request.parameter("catalog"), Type.TAG, name);
        RefOutcomes.done(Type.TAG, catalog, name, refs.deleteTag(catalog, name, request.actor(), Receipt.none()));
        return Answer.empty(204);
    }
}
