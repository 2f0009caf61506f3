package io.meerkat.merge.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.Kind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of a side that changed nothing but tables, the merge looks at these alone, and finds what a look at everything finds. */
class TablesInPlaceTest {
    private static final int MERGES = 20;

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#hundred")
    void aLookAtEverythingFindsNothingElse(long seed) {
        var random = new Random(seed);
        var catalogs = new RandomCatalogs(random);
        for (int i = 0; i < MERGES; i++) {
            var base = catalogs.catalog();
            var ours = touched(catalogs.edited(base, random.nextInt(8)), random, random.nextInt(3));
            var theirs = touched(base, random, 1 + random.nextInt(3));
            var merging = Merging.of(base, ours, theirs);

            if (!theirs.tree().root().equals(base.tree().root())) {
                assertThat(merging.outcome()).isEqualTo(merging.wholeOutcome());
            }
        }
    }

    /** Some tables with other columns or another schema, a few of them elsewhere. */
    private static Catalog touched(Catalog catalog, Random random, int times) {
        var touched = catalog;
        for (int i = 0; i < times; i++) {
            var tables = tables(touched);
            if (!tables.isEmpty()) {
                var table = tables.get(random.nextInt(tables.size()));
                touched = switch (random.nextInt(5)) {
                    case 0, 1 -> touched.schema(table, 1 + random.nextInt(2));
                    case 2, 3 -> touched.columns(table, 1_000 + random.nextInt(2));
                    default -> touched.relocate(table, "file:///warehouse/s/" + random.nextInt(10));
                };
            }
        }
        return touched;
    }

    private static List<String> tables(Catalog catalog) {
        return catalog.rows().entrySet().stream()
                .filter(row -> row.getValue().kind() == Kind.TABLE)
                .map(row -> row.getKey().identifier().toString())
                .toList();
    }
}
