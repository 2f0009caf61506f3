package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.key.Keys;
import io.meerkat.api.ref.Points;
import io.meerkat.command.receipt.Receipt;
import io.meerkat.command.ref.RefOutcome;
import io.meerkat.command.ref.Refs;
import io.meerkat.model.Actor;
import io.meerkat.model.CatalogName;
import io.meerkat.model.CommitId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.RefName;
import io.meerkat.query.history.FindReflog;
import io.meerkat.query.history.ReflogEntry;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.ref.RefRow;
import io.meerkat.storage.ref.RefRow.Type;
import io.meerkat.storage.ref.RefTable;
import io.meerkat.storage.ref.RefTable.Deleted;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The branches and tags of a catalog. */
public final class RefCalls {
    private final Refs refs;
    private final RefTable table;
    private final FindReflog reflog;
    private final Points points;
    private final Keys keys;

    public RefCalls(Refs refs, RefTable table, FindReflog reflog, Points points, Keys keys) {
        this.refs = refs;
        this.table = table;
        this.reflog = reflog;
        this.points = points;
        this.keys = keys;
    }

    Answer branches(Request request, String catalog) {
        var purpose = request.parameter("purpose").map(PurposeJson::known);
        return list(
                request,
                "branches",
                (prefix, after, limit) -> purpose.map(
                                only -> table.list(points.catalog(catalog), only, prefix, after, limit))
                        .orElseGet(() -> table.list(points.catalog(catalog), Type.BRANCH, prefix, after, limit)));
    }

    Answer tags(Request request, String catalog) {
        return list(
                request,
                "tags",
                (prefix, after, limit) -> table.list(points.catalog(catalog), Type.TAG, prefix, after, limit));
    }

    private interface Listing {
        List<RefRow> of(String prefix, String after, int limit);
    }

    private static Answer list(Request request, String word, Listing listing) {
        var after = NamePages.after(request);
        int limit = Paging.page(request).limit();
        var prefix = request.parameter("prefix").orElse("");
        if (prefix.indexOf('\0') >= 0) {
            throw ManagementError.badRequest("No name begins with U+0000");
        }
        var found = listing.of(prefix, after, limit + 1);
        var answer = ManagementJson.object();
        var shown = answer.putArray(word);
        found.stream().limit(limit).forEach(ref -> shown.add(shown(ref)));
        if (found.size() > limit) {
            answer.put(
                    "next_page_token",
                    NamePages.token(found.get(limit - 1).name().value()));
        }
        return Answer.json(200, ManagementJson.write(answer));
    }

    Answer branch(Request request, String catalog, String name) {
        return Answer.json(
                200, ManagementJson.write(shown(points.ref(points.catalog(catalog), new RefName(name), Type.BRANCH))));
    }

    Answer tag(Request request, String catalog, String name) {
        return Answer.json(
                200, ManagementJson.write(shown(points.ref(points.catalog(catalog), new RefName(name), Type.TAG))));
    }

    Answer createBranch(Request request, String catalog) {
        var body = ManagementJson.object(request.body());
        var name = name(body, Type.BRANCH);
        var from = point(catalog, ManagementJson.text(body, "from").orElse(RefName.MAIN.value()));
        var made = refs.createBranch(
                name, PurposeJson.read(body), from, request.actor(), receipt(request, from.catalog(), 201));
        return answer(201, Type.BRANCH, from.catalog(), name, made);
    }

    Answer createTag(Request request, String catalog) {
        var body = ManagementJson.object(request.body());
        var name = name(body, Type.TAG);
        var at = point(catalog, ManagementJson.text(body, "at").orElse(RefName.MAIN.value()));
        return answer(
                201,
                Type.TAG,
                at.catalog(),
                name,
                refs.createTag(name, at, request.actor(), receipt(request, at.catalog(), 201)));
    }

    Answer resetBranch(Request request, String catalog, String name) {
        var body = ManagementJson.object(request.body());
        var to = point(
                catalog,
                ManagementJson.text(body, "to")
                        .orElseThrow(
                                () -> ManagementError.badRequest("'to' must say where to: a ref, commit or time")));
        var expected = ManagementJson.text(body, "expected").map(CommitId::parse);
        var branch = new RefName(name);
        return answer(
                200,
                Type.BRANCH,
                to.catalog(),
                branch,
                refs.reset(branch, to, expected, request.actor(), receipt(request, to.catalog(), 200)));
    }

    Answer renameBranch(Request request, String catalog, String name) {
        return rename(request, catalog, name, Type.BRANCH, refs::renameBranch);
    }

    Answer renameTag(Request request, String catalog, String name) {
        return rename(request, catalog, name, Type.TAG, refs::renameTag);
    }

    private interface Renaming {
        RefOutcome rename(CatalogRow catalog, RefName name, RefName to, Actor actor, Receipt<RefRow> receipt);
    }

    private Answer rename(Request request, String catalog, String name, Type type, Renaming renaming) {
        var row = points.catalog(catalog);
        var to = ManagementJson.text(ManagementJson.object(request.body()), "to")
                .map(RefCalls::name)
                .orElseThrow(() -> ManagementError.badRequest("'to' must say the new name"));
        var from = new RefName(name);
        var outcome = renaming.rename(row, from, to, request.actor(), receipt(request, row, 200));
        return answer(200, type, row, outcome instanceof RefOutcome.NameInUse ? to : from, outcome);
    }

    /** Makes the branch of this name anew that was deleted last, where it pointed. */
    Answer undeleteBranch(Request request, String catalog, String name) {
        var ref = new RefName(name);
        var last = deleted(catalog, ref, Type.BRANCH);
        var from = point(catalog, last.commit().hex());
        var made =
                refs.restoreBranch(ref, last.purpose(), from, request.actor(), receipt(request, from.catalog(), 201));
        return answer(201, Type.BRANCH, from.catalog(), ref, made);
    }

    Answer undeleteTag(Request request, String catalog, String name) {
        var ref = new RefName(name);
        var at = point(catalog, deleted(catalog, ref, Type.TAG).commit().hex());
        return answer(
                201,
                Type.TAG,
                at.catalog(),
                ref,
                refs.createTag(ref, at, request.actor(), receipt(request, at.catalog(), 201)));
    }

    private Deleted deleted(String catalog, RefName name, Type type) {
        return table.lastDeleted(points.catalog(catalog), name, type)
                .orElseThrow(() -> ManagementError.notFound(
                        "No %s of this name was deleted in catalog %s: %s".formatted(word(type), catalog, name)));
    }

    Answer deleteBranch(Request request, String catalog, String name) {
        var row = points.catalog(catalog);
        var expected = request.parameter("expected").map(CommitId::parse);
        var branch = new RefName(name);
        return answer(
                204,
                Type.BRANCH,
                row,
                branch,
                refs.deleteBranch(row, branch, expected, request.actor(), receipt(request, row, 204)));
    }

    Answer deleteTag(Request request, String catalog, String name) {
        var row = points.catalog(catalog);
        var tag = new RefName(name);
        return answer(204, Type.TAG, row, tag, refs.deleteTag(row, tag, request.actor(), receipt(request, row, 204)));
    }

    /** Where the branch pointed, the newest first. */
    Answer reflog(Request request, String catalog, String name) {
        var row = points.catalog(catalog);
        var branch = points.ref(row, new RefName(name), Type.BRANCH);
        int limit = Paging.page(request).limit();
        var entries = reflog.of(row.tenant(), branch.branch(), position(request), limit + 1);
        var answer = ManagementJson.object();
        var shown = answer.putArray("reflog");
        entries.stream().limit(limit).forEach(entry -> shown.add(shown(entry)));
        if (entries.size() > limit) {
            answer.put("next_page_token", String.valueOf(entries.get(limit - 1).position()));
        }
        return Answer.json(200, ManagementJson.write(answer));
    }

    private static long position(Request request) {
        return request.parameter("page_token")
                .map(token -> {
                    try {
                        return Long.parseLong(token);
                    } catch (NumberFormatException e) {
                        throw ManagementError.noPageToken(token);
                    }
                })
                .orElse(Long.MAX_VALUE);
    }

    private Receipt<RefRow> receipt(Request request, CatalogRow catalog, int status) {
        return keys.of(request).receipt(ref -> kept(status, catalog, ref).stored());
    }

    private static Answer answer(int status, Type type, CatalogRow catalog, RefName name, RefOutcome outcome) {
        return kept(status, catalog, RefOutcomes.done(type, catalog, name, outcome))
                .answer();
    }

    private static KeptAnswer kept(int status, CatalogRow catalog, RefRow ref) {
        var kind = ref.type() == Type.BRANCH ? "branches" : "tags";
        var location =
                Optional.of(Locations.below(catalog.name(), kind, ref.name().value()));
        return new KeptAnswer(status, status == 201 ? location : Optional.empty(), shown(ref));
    }

    static RefName name(JsonNode body, Type type) {
        return ManagementJson.text(body, "name")
                .map(RefCalls::name)
                .orElseThrow(() -> ManagementError.badRequest("A %s needs a name".formatted(word(type))));
    }

    private static RefName name(String text) {
        if (text.startsWith("refs/")) {
            throw ManagementError.badRequest(
                    "A name without refs/heads/ or refs/tags/ is wanted: '%s'".formatted(text));
        }
        return new RefName(text);
    }

    private ResolvedRef point(String catalog, String expression) {
        return points.at(new CatalogName(catalog), expression);
    }

    private static String word(Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode shown(RefRow ref) {
        var node = ManagementJson.object()
                .put("name", ref.name().value())
                .put("type", word(ref.type()))
                .put("id", ref.id().toString())
                .put("created_at", ref.createdAt().toString());
        if (ref.type() == Type.BRANCH) {
            node.setAll(PurposeJson.shown(ref.purpose()));
        }
        return node.set("commit", shown(ref.at()));
    }

    private static ObjectNode shown(CommitPoint commit) {
        return ManagementJson.object()
                .put("id", commit.commit().hex())
                .put("generation", commit.generation())
                .put("time", commit.time().toString());
    }

    private static ObjectNode shown(ReflogEntry entry) {
        return ManagementJson.object()
                .put("time", entry.time().toString())
                .put("action", entry.action().name().toLowerCase(Locale.ROOT))
                .put("by", Persons.name(entry.by()))
                .set("commit", shown(entry.at()));
    }
}
