package io.meerkat.merge.view;

import static io.meerkat.merge.item.Resolution.OURS;
import static io.meerkat.merge.item.Resolution.THEIRS;
import static io.meerkat.merge.view.Views.at;
import static io.meerkat.merge.view.Views.replaced;
import static io.meerkat.merge.view.Views.view;
import static io.meerkat.merge.view.Views.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Outcome;
import io.meerkat.merge.item.Outcome.Conflicted;
import io.meerkat.merge.item.Outcome.Merged;
import io.meerkat.merge.item.Resolution;
import io.meerkat.merge.item.UnfitResolutionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.iceberg.view.SQLViewRepresentation;
import org.apache.iceberg.view.ViewHistoryEntry;
import org.apache.iceberg.view.ViewMetadata;
import org.apache.iceberg.view.ViewMetadataParser;
import org.apache.iceberg.view.ViewVersion;
import org.junit.jupiter.api.Test;

class ViewMergeTest {
    private static final long AT = 1_900_000_000_000L;

    private final ViewMetadata base = view();

    @Test
    void whatOneSideChangedIsTakenAsItIs() {
        var changed = replaced(base, Map.of("spark", "select 2"));

        assertThat(merged(base, base, changed)).isSameAs(changed);
        assertThat(merged(base, changed, base)).isSameAs(changed);
    }

    @Test
    void propertiesAreMergedByKeyAndTheQueryLiesOnTop() {
        var ours = with(base, "a", "1");
        var theirs = replaced(with(base, "b", "2"), Map.of("spark", "select 2", "trino", "select one"));

        var merged = merged(base, ours, theirs);

        assertThat(merged.properties()).containsEntry("a", "1").containsEntry("b", "2");
        assertThat(texts(merged)).containsEntry("spark", "select 2");
        assertThat(merged.versions()).extracting(ViewVersion::versionId).containsExactly(1, 3);
        assertThat(merged.history()).extracting(ViewHistoryEntry::versionId).containsExactly(1, 3);
        assertThat(merged.history().getLast().timestampMillis()).isEqualTo(AT);
        assertThat(keys(merge(base, with(base, "owner", "ann"), with(base, "owner", "bob"))))
                .containsExactly("PROPERTY_SAME_KEY at 'owner'");
    }

    @Test
    void sidesThatChangedDifferentDialectsHaveBoth() {
        var ours = replaced(base, Map.of("spark", "select 2", "trino", "select one"));
        var theirs = replaced(base, Map.of("spark", "select 1", "trino", "select two", "duckdb", "select 3"));

        assertThat(texts(merged(base, ours, theirs)))
                .isEqualTo(Map.of("spark", "select 2", "trino", "select two", "duckdb", "select 3"));
    }

    @Test
    void oneDialectChangedOnBothSidesIsAConflictAndChangedAlikeIsNone() {
        var ours = replaced(base, Map.of("spark", "select 2", "trino", "select one"));
        var theirs = replaced(base, Map.of("spark", "select 3", "trino", "select one"));
        var alike = with(ours, "a", "1");

        assertThat(keys(merge(base, ours, theirs))).containsExactly("VIEW_BOTH_VERSIONS at 'spark'");
        assertThat(texts(merged(base, ours, theirs, "spark", THEIRS))).containsEntry("spark", "select 3");
        assertThat(keys(merge(base, alike, with(ours, "b", "1")))).isEmpty();
        assertThatThrownBy(() -> merged(base, ours, theirs, "trino", OURS))
                .isInstanceOf(UnfitResolutionException.class)
                .hasMessageContaining("no such conflict");
    }

    @Test
    void aQueryOfItsOwnCanBeSuppliedForADialectInConflict() {
        var ours = replaced(base, Map.of("Spark", "select 2", "trino", "select one"));
        var theirs = replaced(base, Map.of("spark", "select 3", "trino", "select one"));

        var merged = merged(base, ours, theirs, "spark", new Resolution.Supply("select 4"));

        assertThat(texts(merged)).isEqualTo(Map.of("Spark", "select 4", "trino", "select one"));
        assertThatThrownBy(() -> merged(base, ours, theirs, "spark", new Resolution.Supply(" ")))
                .isInstanceOf(UnfitResolutionException.class)
                .hasMessageContaining("empty");
    }

    @Test
    void aTextIsNotPutBesideOneWithOtherColumnsOrInAnotherNamespace() {
        var ours = replaced(base, Map.of("spark", "select 2", "trino", "select one"));
        var text = Map.of("spark", "select 1", "trino", "select two");
        var moreColumns = replaced(base, text, Views.NAMED, "zoo", null);
        var elsewhere = replaced(base, text, Views.ID, "park", null);

        for (var theirs : List.of(moreColumns, elsewhere)) {
            assertThat(keys(merge(base, ours, theirs))).containsExactly("VIEW_BOTH_VERSIONS at 'query'");
            var merged = merged(base, ours, theirs, "query", THEIRS);
            assertThat(texts(merged)).isEqualTo(text);
            assertThat(merged.schema().asStruct()).isEqualTo(theirs.schema().asStruct());
            assertThat(merged.currentVersion().defaultNamespace())
                    .isEqualTo(theirs.currentVersion().defaultNamespace());
        }
        assertThat(keys(merge(base, with(base, "a", "1"), moreColumns))).isEmpty();
    }

    @Test
    void aViewThatWouldBeInNoDialectIsAConflict() {
        var ours = replaced(base, Map.of("spark", "select 1"));
        var theirs = replaced(base, Map.of("trino", "select one"));

        assertThat(keys(merge(base, ours, theirs))).containsExactly("VIEW_BOTH_VERSIONS at 'query'");
    }

    @Test
    void aQueryThatIsBoundToACatalogIsTold() {
        var bound = replaced(base, Map.of("spark", "select 2"), Views.ID, "zoo", "sales_dev");

        assertThat(topics(merge(base, with(base, "a", "1"), bound))).containsExactly("VIEW_CATALOG_BOUND");
        assertThat(topics(merge(base, base, bound))).containsExactly("VIEW_CATALOG_BOUND");
        assertThat(topics(merge(base, bound, with(base, "a", "1")))).isEmpty();
        assertThat(topics(merge(base, with(base, "a", "1"), replaced(base, Map.of("spark", "select 2")))))
                .isEmpty();
    }

    @Test
    void locationsAndReplacedViewsAreConflictsIfBothSidesChanged() {
        assertThat(keys(merge(base, at(base, "file:///w/a"), at(base, "file:///w/b"))))
                .containsExactly("LOCATION_BOTH at 'location'");
        assertThat(merged(base, with(base, "a", "1"), at(base, "file:///w/b")).location())
                .isEqualTo("file:///w/b");
        assertThat(keys(merge(base, with(base, "a", "1"), view()))).containsExactly("REPLACED at 'view'");
        var other = view();
        assertThat(merged(merge(
                        base,
                        with(base, "a", "1"),
                        other,
                        Map.of(new ConflictKey(ConflictCode.REPLACED, "view"), THEIRS))))
                .isSameAs(other);
    }

    /** Two dialects, each with one of two texts or none, in base, ours and theirs. */
    @Test
    void everyMergeOfTwoDialectsComesToWhatPlainMapsSay() {
        var all = new ArrayList<Map<String, String>>();
        for (var spark : List.of("", "a", "b")) {
            for (var trino : List.of("", "a", "b")) {
                var texts = new HashMap<>(Map.of("spark", spark, "trino", trino));
                texts.values().removeIf(String::isEmpty);
                if (!texts.isEmpty()) {
                    all.add(texts);
                }
            }
        }
        for (var before : all) {
            var start = replaced(base, before);
            var sides = all.stream().map(texts -> replaced(start, texts)).toList();
            for (var ours : sides) {
                for (var theirs : sides) {
                    assertMerge(start, ours, theirs);
                }
            }
        }
    }

    private static void assertMerge(ViewMetadata start, ViewMetadata ours, ViewMetadata theirs) {
        var expected = new TreeMap<String, String>();
        var conflicts = new ArrayList<String>();
        for (var dialect : List.of("spark", "trino")) {
            var before = texts(start).get(dialect);
            var here = texts(ours).get(dialect);
            var there = texts(theirs).get(dialect);
            boolean same = Objects.equals(here, there);
            if (!same && !Objects.equals(before, here) && !Objects.equals(before, there)) {
                conflicts.add("VIEW_BOTH_VERSIONS at '%s'".formatted(dialect));
            }
            var value = Objects.equals(before, here) ? there : here;
            if (value != null) {
                expected.put(dialect, value);
            }
        }
        var outcome = merge(start, ours, theirs);
        if (conflicts.isEmpty() && expected.isEmpty()) {
            conflicts.add("VIEW_BOTH_VERSIONS at 'query'");
        }
        assertThat(keys(outcome)).isEqualTo(conflicts);
        if (conflicts.isEmpty()) {
            var merged = merged(outcome);
            assertThat(texts(merged)).isEqualTo(expected);
            var json = ViewMetadataParser.toJson(merged);
            assertThat(ViewMetadataParser.toJson(ViewMetadataParser.fromJson(json)))
                    .isEqualTo(json);
        }
    }

    private static Map<String, String> texts(ViewMetadata view) {
        var texts = new TreeMap<String, String>();
        view.currentVersion().representations().stream()
                .map(SQLViewRepresentation.class::cast)
                .forEach(text -> texts.put(text.dialect(), text.sql()));
        return texts;
    }

    private static Outcome<ViewMetadata> merge(ViewMetadata base, ViewMetadata ours, ViewMetadata theirs) {
        return merge(base, ours, theirs, Map.of());
    }

    private static Outcome<ViewMetadata> merge(
            ViewMetadata base, ViewMetadata ours, ViewMetadata theirs, Map<ConflictKey, Resolution> answers) {
        return ViewMerge.merge(base, ours, theirs, answers, AT);
    }

    private static ViewMetadata merged(ViewMetadata base, ViewMetadata ours, ViewMetadata theirs) {
        return merged(merge(base, ours, theirs));
    }

    private static ViewMetadata merged(
            ViewMetadata base, ViewMetadata ours, ViewMetadata theirs, String path, Resolution answer) {
        return merged(
                merge(base, ours, theirs, Map.of(new ConflictKey(ConflictCode.VIEW_BOTH_VERSIONS, path), answer)));
    }

    private static ViewMetadata merged(Outcome<ViewMetadata> outcome) {
        return switch (outcome) {
            case Merged<ViewMetadata>(var view, var notices) -> view;
            case Conflicted<ViewMetadata>(var conflicts, var notices) -> throw new AssertionError(conflicts);
        };
    }

    private static List<String> keys(Outcome<ViewMetadata> outcome) {
        return switch (outcome) {
            case Merged<ViewMetadata> merged -> List.of();
            case Conflicted<ViewMetadata>(var conflicts, var notices) ->
                conflicts.stream().map(conflict -> conflict.key().toString()).toList();
        };
    }

    private static List<String> topics(Outcome<ViewMetadata> outcome) {
        return outcome.notices().stream().map(notice -> notice.topic().name()).toList();
    }
}
