package io.meerkat.api.management;

import io.meerkat.api.history.Authors;
import io.meerkat.api.history.CommitDetails;
import io.meerkat.api.history.Differences;
import io.meerkat.api.history.LogFilter;
import io.meerkat.api.history.Logs;
import io.meerkat.api.history.ObjectChange;
import io.meerkat.api.history.ObjectPath;
import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.message.Trailers;
import io.meerkat.api.ref.Points;
import io.meerkat.merge.graph.AheadBehind.Count;
import io.meerkat.merge.graph.LogCursor;
import io.meerkat.model.RefName;
import io.meerkat.query.history.LoggedCommit;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.load.ResolvedRef;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Logs, commits in full, and differences between refs, commits and times. */
public final class LogCalls {
    private final Points points;
    private final Logs logs;
    private final LogCursors cursors;
    private final CommitDetails details;
    private final Differences differences;

    public LogCalls(Points points, Logs logs, CommitTable commits, CommitDetails details, Differences differences) {
        this.points = points;
        this.logs = logs;
        this.cursors = new LogCursors(commits);
        this.details = details;
        this.differences = differences;
    }

    /** git's {@code log}: of {@code ref}, without what {@code without} contains. */
    Answer log(Request request, String catalogName) {
        var catalog = points.catalog(catalogName);
        int limit = Paging.page(request).limit();
        var from = request.parameter("page_token")
                .map(token -> cursors.read(catalog, token))
                .orElseGet(() -> begin(catalog, request));
        var page = logs.page(catalog, from, filter(request), limit);
        var answer = ManagementJson.object();
        var shown = answer.putArray("commits");
        page.commits().forEach(commit -> shown.add(shown(commit)));
        page.next().ifPresent(next -> answer.put("next_page_token", LogCursors.token(next)));
        return Answer.json(200, ManagementJson.write(answer));
    }

    private LogCursor begin(CatalogRow catalog, Request request) {
        var to = at(catalog, request, "ref").commit();
        return request.parameter("without")
                .map(without ->
                        LogCursor.between(points.at(catalog.name(), without).commit(), to))
                .orElseGet(() -> LogCursor.of(to));
    }

    private static LogFilter filter(Request request) {
        return new LogFilter(
                request.parameter("path").map(ObjectPath::parse),
                request.parameter("author"),
                time(request, "since"),
                time(request, "until"),
                request.parameter("text"));
    }

    private static Optional<Instant> time(Request request, String parameter) {
        return request.parameter(parameter).map(text -> {
            try {
                // A plus that a client left as it is was decoded to a space.
                return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            } catch (DateTimeParseException e) {
                throw ManagementError.badRequest(
                        "%s is not a time such as 2026-11-01T00:00:00Z: '%s'".formatted(parameter, text));
            }
        });
    }

    /** One commit, and what it changed against its first parent. */
    Answer commit(Request request, String catalogName, String expression) {
        var catalog = points.catalog(catalogName);
        var token = request.parameter("page_token").map(DiffToken::read);
        // What the branch does meanwhile changes nothing on the pages that follow.
        var at = points.at(catalog.name(), token.map(DiffToken::to).orElse(expression));
        int limit = Paging.page(request).limit();
        var commit = details.of(at, token.map(DiffToken::last), limit + 1);
        var answer = shown(commit.commit());
        answer.put("root", commit.commit().root().hex()).put("change_count", commit.count());
        boolean more = commit.changes().size() > limit;
        var changes = more ? commit.changes().subList(0, limit) : commit.changes();
        DifferenceJson.add(answer.putArray("changes"), ObjectChange.of(changes), differences.inside(catalog));
        if (more) {
            var id = at.commit().hex();
            answer.put(
                    "next_page_token", new DiffToken(id, id, changes.getLast().key()).text());
        }
        return Answer.json(200, ManagementJson.write(answer));
    }

    /** What {@code to} has that {@code from} has not, and the other way round, key by key. */
    Answer diff(Request request, String catalogName) {
        var catalog = points.catalog(catalogName);
        var token = request.parameter("page_token").map(DiffToken::read);
        // What branches do meanwhile changes nothing on the pages that follow.
        var from =
                token.map(page -> points.at(catalog.name(), page.from())).orElseGet(() -> at(catalog, request, "from"));
        var to = token.map(page -> points.at(catalog.name(), page.to())).orElseGet(() -> at(catalog, request, "to"));
        int limit = Paging.page(request).limit();
        var after = token.map(DiffToken::last);
        var all = differences.between(from, to, request.parameter("path").map(ObjectPath::parse));
        var page = all.stream()
                .filter(change ->
                        after.map(last -> change.key().compareTo(last) > 0).orElse(true))
                .toList();
        var answer = apart(catalog, from, to).put("change_count", all.size());
        int size = Math.min(limit, page.size());
        // Two changes of one key stay together.
        while (size < page.size()
                && size > 0
                && page.get(size).key().equals(page.get(size - 1).key())) {
            size++;
        }
        DifferenceJson.add(answer.putArray("changes"), page.subList(0, size), differences.inside(catalog));
        if (size < page.size()) {
            var next = new DiffToken(
                    from.commit().hex(), to.commit().hex(), page.get(size - 1).key());
            answer.put("next_page_token", next.text());
        }
        return Answer.json(200, ManagementJson.write(answer));
    }

    private ObjectNode apart(CatalogRow catalog, ResolvedRef from, ResolvedRef to) {
        var apart = logs.apart(catalog, to.commit(), from.commit());
        var answer = ManagementJson.object()
                .put("from", from.commit().hex())
                .put("to", to.commit().hex());
        count(answer, "ahead", apart.distance().ahead());
        count(answer, "behind", apart.distance().behind());
        var bases = answer.putArray("merge_bases");
        apart.bases().forEach(base -> bases.add(base.hex()));
        return answer;
    }

    /** At least so many, where it is not exact. */
    private static void count(ObjectNode node, String field, Count count) {
        node.put(field, count.commits());
        if (!count.exact()) {
            node.put(field + "_at_least", true);
        }
    }

    private ResolvedRef at(CatalogRow catalog, Request request, String parameter) {
        return points.at(catalog.name(), request.parameter(parameter).orElse(RefName.MAIN.value()));
    }

    static ObjectNode shown(LoggedCommit commit) {
        var node = ManagementJson.object()
                .put("id", commit.id().hex())
                .put("uuid", commit.id().uuid().toString());
        var parents = node.putArray("parents");
        commit.parents().forEach(parent -> parents.add(parent.hex()));
        if (!commit.edges().isEmpty()) {
            var edges = node.putArray("edges");
            commit.edges()
                    .forEach(edge -> edges.addObject()
                            .put("type", edge.type().name().toLowerCase(Locale.ROOT))
                            .put("commit", edge.commit().hex()));
        }
        var committer = Persons.name(commit.author());
        var message = commit.message().orElse("");
        node.put("author", Authors.of(commit, committer))
                .put("committer", committer)
                .put("time", commit.time().toString())
                .put("message", message)
                .put("generation", commit.generation());
        var properties = Trailers.of(message).properties();
        if (!properties.isEmpty()) {
            properties.forEach(node.putObject("properties")::put);
        }
        return node;
    }
}
