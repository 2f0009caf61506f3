package io.meerkat.merge.view;

import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Item;
import io.meerkat.merge.item.Item.Settled;
import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.Offer;
import io.meerkat.merge.item.Side;
import io.meerkat.merge.item.ThreeWay;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.iceberg.view.ImmutableSQLViewRepresentation;
import org.apache.iceberg.view.SQLViewRepresentation;
import org.apache.iceberg.view.ViewMetadata;
import org.apache.iceberg.view.ViewRepresentation;

/**
 * Merges the query of a view. Two sides that changed different dialects have both, if all else about the query is the same
 * on both: a text is only right with the columns it gives and the namespace that its names are looked up in.
 */
final class QueryMerge {
    private static final String PATH = "query";

    private QueryMerge() {}

    /** The merged query, or nothing while it is in conflict. */
    static Optional<Query> merge(ThreeWay<ViewMetadata> views, Judge judge) {
        var queries = views.map(Query::of);
        var winner = queries.winner();
        if (winner.isPresent()) {
            return queries.on(winner.get());
        }
        var ours = queries.ours().orElseThrow();
        if (!ours.setting().equals(queries.theirs().orElseThrow().setting())) {
            return judge.side(conflict(queries)).flatMap(queries::on);
        }
        var texts = texts(queries, judge);
        // Each side may have left the view in one dialect, and not in the same.
        return texts.isEmpty() && judge.conflicts().isEmpty()
                ? judge.side(conflict(queries)).flatMap(queries::on)
                : Optional.of(new Query(texts, ours.setting()));
    }

    private static TreeMap<String, ViewRepresentation> texts(ThreeWay<Query> queries, Judge judge) {
        var dialects = new TreeSet<String>();
        for (Side side : Side.values()) {
            dialects.addAll(queries.on(side).orElseThrow().texts().keySet());
        }
        var texts = new TreeMap<String, ViewRepresentation>();
        for (String dialect : dialects) {
            var item = new Item<>(
                    new ConflictKey(ConflictCode.VIEW_BOTH_VERSIONS, dialect),
                    "the view's query in the dialect " + dialect,
                    queries.flatMap(query -> Optional.ofNullable(query.texts().get(dialect))),
                    Query::described);
            var settled = Stream.of(item.values().ours(), item.values().theirs())
                    .flatMap(Optional::stream)
                    .filter(SQLViewRepresentation.class::isInstance)
                    .map(SQLViewRepresentation.class::cast)
                    .findFirst()
                    .map(like -> item.settle(judge, sql -> supplied(item.key(), like, sql)))
                    .orElseGet(() -> item.settle(judge));
            if (settled instanceof Settled.At<ViewRepresentation>(var text)) {
                text.ifPresent(given -> texts.put(dialect, given));
            }
        }
        return texts;
    }

    /** Names in it are looked up as in those of both sides, and it must give the columns that they give. */
    private static ViewRepresentation supplied(ConflictKey key, SQLViewRepresentation like, String sql) {
        if (sql.isBlank()) {
            throw Judge.unfit(key, "a query cannot be empty");
        }
        return ImmutableSQLViewRepresentation.builder()
                .dialect(like.dialect())
                .sql(sql)
                .build();
    }

    private static Conflict conflict(ThreeWay<Query> queries) {
        return new Conflict(
                new ConflictKey(ConflictCode.VIEW_BOTH_VERSIONS, PATH),
                queries.map(Query::described),
                Offer.EITHER,
                "Both sides replaced the view's query, and the two do not go together: ours by %s, "
                                .formatted(queries.ours().orElseThrow().described())
                        + "theirs by %s."
                                .formatted(queries.theirs().orElseThrow().described()));
    }
}
