package io.meerkat.api.management;

import io.meerkat.api.history.Blame;
import io.meerkat.api.history.ColumnLog;
import io.meerkat.api.history.Differences;
import io.meerkat.api.history.ObjectLog;
import io.meerkat.api.history.ObjectLog.From;
import io.meerkat.api.history.ObjectLog.Step;
import io.meerkat.api.history.ObjectPath;
import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.ref.Points;
import io.meerkat.model.CommitId;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Kind;
import io.meerkat.model.ObjectName;
import io.meerkat.model.RefName;
import io.meerkat.model.TreeKey;
import io.meerkat.query.history.FindCommitsById;
import io.meerkat.query.history.LoggedCommit;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.load.Trees;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The history of one table or view, and who last changed what of it. */
public final class ObjectCalls {
    private final Points points;
    private final Trees trees;
    private final ObjectLog log;
    private final Blame blame;
    private final Differences differences;
    private final FindCommitsById commits;

    public ObjectCalls(
            Points points, Trees trees, ObjectLog log, Blame blame, Differences differences, FindCommitsById commits) {
        this.points = points;
        this.trees = trees;
        this.log = log;
        this.blame = blame;
        this.differences = differences;
        this.commits = commits;
    }

    /** An object as it was asked for. */
    private record Asked(CatalogRow catalog, ResolvedRef at, ObjectName name, Entry entry) {}

    private Asked asked(Request request, String catalogName) {
        var catalog = points.catalog(catalogName);
        var at = points.at(catalog.name(), request.parameter("ref").orElse(RefName.MAIN.value()));
        var name = request.parameter("path")
                .map(ObjectPath::parse)
                .flatMap(ObjectPath::object)
                .orElseThrow(() -> ManagementError.badRequest("'path' must name a table or view: sales.orders"));
        var entry = trees.at(at)
                .get(name.key())
                .orElseThrow(() -> ManagementError.notFound("There is no %s at %s".formatted(name, at.commit())));
        return new Asked(catalog, at, name, entry);
    }

    /** Every commit that made, changed or renamed it, or that did so to one of its columns, the newest first. */
    Answer history(Request request, String catalogName) {
        var asked = asked(request, catalogName);
        int limit = Paging.page(request).limit();
        var token = request.parameter("page_token").map(Token::read);
        var at = token.map(page -> points.at(asked.catalog().name(), page.at().hex()))
                .orElse(asked.at());
        var object = token.map(Token::object).orElse(asked.entry().contentId());
        var from = token.map(Token::from).orElseGet(() -> new From(asked.name().key(), at.generation() + 1));
        var inside = differences.inside(asked.catalog());
        var column = token.map(Token::column).orElseGet(() -> column(request, asked, inside));
        var page = column.isPresent()
                ? new ColumnLog(log, inside).page(at, object, from, limit, column.getAsInt())
                : log.page(at, object, from, limit);
        var told = told(asked.catalog(), page.steps().stream().map(Step::commit).toList());
        var answer = ManagementJson.object();
        var shown = answer.putArray("history");
        inside.announce(page.steps().stream().map(Step::change).toList());
        page.steps().forEach(step -> {
            var node = shown.addObject();
            node.set("commit", LogCalls.shown(Objects.requireNonNull(told.get(step.commit()))));
            node.set("change", DifferenceJson.shown(step.change(), inside));
        });
        page.next()
                .ifPresent(next -> answer.put("next_page_token", new Token(at.commit(), object, next, column).text()));
        return Answer.json(200, ManagementJson.write(answer));
    }

    /** By the name that it has where the table was asked for. */
    private static OptionalInt column(Request request, Asked asked, Differences.Inside inside) {
        var name = request.parameter("column");
        if (name.isEmpty()) {
            return OptionalInt.empty();
        }
        if (asked.entry().kind() != Kind.TABLE) {
            throw ManagementError.badRequest("%s is no table, and has no columns".formatted(asked.name()));
        }
        var column = inside.column(asked.entry(), name.get());
        if (column.isEmpty()) {
            throw ManagementError.notFound("%s has no column '%s' at %s"
                    .formatted(asked.name(), name.get(), asked.at().commit()));
        }
        return column;
    }

    /** Of a table: who last changed each column and property. */
    Answer blame(Request request, String catalogName) {
        var asked = asked(request, catalogName);
        if (asked.entry().kind() != Kind.TABLE) {
            throw ManagementError.badRequest("%s is no table".formatted(asked.name()));
        }
        var blamed = blame.of(asked.at(), asked.name().key(), asked.entry());
        var told = told(
                asked.catalog(),
                Stream.concat(
                                blamed.columns().values().stream().flatMap(column -> column.commit().stream()),
                                blamed.properties().values().stream().flatMap(property -> property.commit().stream()))
                        .distinct()
                        .toList());
        var answer = ManagementJson.object();
        var columns = answer.putArray("columns");
        blamed.columns().forEach((id, column) -> {
            var node = columns.addObject().put("id", id).put("name", column.name());
            put(node, column.commit(), told);
        });
        var properties = answer.putArray("properties");
        blamed.properties().forEach((key, property) -> {
            var node = properties.addObject().put("key", key).put("value", property.value());
            put(node, property.commit(), told);
        });
        return Answer.json(200, ManagementJson.write(answer));
    }

    private static void put(ObjectNode node, Optional<CommitId> commit, Map<CommitId, LoggedCommit> told) {
        commit.ifPresent(id -> node.set("commit", LogCalls.shown(Objects.requireNonNull(told.get(id)))));
    }

    private Map<CommitId, LoggedCommit> told(CatalogRow catalog, Collection<CommitId> ids) {
        return commits.of(catalog.tenant(), catalog.catalog(), List.copyOf(ids));
    }

    /** Where a history goes on: at which commit it was asked for, of which object or column, under which key and below what. */
    private record Token(CommitId at, ContentId object, From from, OptionalInt column) {
        String text() {
            return "%s.%s.%s.%d.%s"
                    .formatted(
                            at.hex(),
                            object,
                            from.key().hex(),
                            from.before(),
                            column.isPresent() ? column.getAsInt() : "");
        }

        static Token read(String token) {
            try {
                var parts = token.split("\\.", -1);
                if (parts.length == 5) {
                    return new Token(
                            CommitId.parse(parts[0]),
                            ContentId.parse(parts[1]),
                            new From(TreeKey.parseHex(parts[2]), Long.parseLong(parts[3])),
                            parts[4].isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(parts[4])));
                }
            } catch (IllegalArgumentException e) {
                // Said below, as for one that is cut off.
            }
            throw ManagementError.noPageToken(token);
        }
    }
}
