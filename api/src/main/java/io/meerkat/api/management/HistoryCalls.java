package io.meerkat.api.management;

import io.meerkat.api.history.Authors;
import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.ref.Places;
import io.meerkat.model.CatalogName;
import io.meerkat.model.CommitId;
import io.meerkat.model.TenantId;
import io.meerkat.query.Page;
import io.meerkat.query.history.FindCommits;
import io.meerkat.query.history.LoggedCommit;
import io.meerkat.storage.load.Loader;
import io.meerkat.storage.load.RefPoint;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.ref.RefRow.Type;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What happened on a branch. */
public final class HistoryCalls {
    private final Loader loader;
    private final Places places;
    private final RefFinder finder;
    private final FindCommits commits;

    public HistoryCalls(Loader loader, Places places, RefFinder finder, FindCommits commits) {
        this.loader = loader;
        this.places = places;
        this.finder = finder;
        this.commits = commits;
    }

    /** The log, newest first: of the branch's head, or of what came before the commit that {@code before} names. */
    Answer commits(Request request, String name) {
        var branch = RefFinder.name(name);
        var catalog = finder.catalog(request.parameter("catalog"), Type.BRANCH, branch)
                .name();
        var head = ref(catalog, new RefPoint.HeadOf(branch))
                .orElseThrow(() ->
                        ManagementError.notFound("Branch does not exist in catalog %s: %s".formatted(catalog, branch)));
        var page = Paging.page(request);
        var log = request.parameter("before")
                .map(before -> log(commit(catalog, before), new Page(page.limit(), page.offset() + 1)))
                .orElseGet(() -> log(head, page));
        return Answer.json(
                200, ManagementJson.write(log.stream().map(HistoryCalls::shown).toList()));
    }

    private ResolvedRef commit(CatalogName catalog, String before) {
        var place = places.find(TenantId.DEFAULT, catalog + "@" + before);
        return ref(catalog, place.point())
                .orElseThrow(() ->
                        ManagementError.notFound("Commit does not exist in catalog %s: %s".formatted(catalog, before)));
    }

    private Optional<ResolvedRef> ref(CatalogName catalog, RefPoint point) {
        return loader.ref(TenantId.DEFAULT, catalog, point);
    }

    private List<LoggedCommit> log(ResolvedRef from, Page page) {
        var catalog = from.catalog();
        return commits.log(catalog.tenant(), catalog.catalog(), from.commit(), FindCommits.NEWEST, page);
    }

    private static JsonNode shown(LoggedCommit commit) {
        var shown = ManagementJson.object()
                .put("id", uuid(commit.id()))
                .put("hash", commit.id().hex())
                .putNull("parent_id");
        commit.parents().stream().findFirst().ifPresent(parent -> shown.put("parent_id", uuid(parent)));
        return shown.put("timestamp", commit.time().toEpochMilli())
                .put("time", commit.time().toString())
                .put("author", Authors.of(commit, Persons.name(commit.author())))
                .put("message", commit.message().orElse(""))
                .put("generation", commit.generation());
    }

    private static String uuid(CommitId commit) {
        return commit.uuid().toString();
    }
}
