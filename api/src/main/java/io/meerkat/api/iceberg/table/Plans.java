package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.Commits.Underway;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.iceberg.table.TableChanges.Result;
import io.meerkat.api.iceberg.table.TableChanges.Wanted;
import io.meerkat.api.iceberg.table.TableLanes.Ahead;
import io.meerkat.api.iceberg.table.TableLanes.Chain;
import io.meerkat.api.ref.Place;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prepares the changes of a request on the requests ahead of it, or on what is there. */
final class Plans {
    private final TableChanges changes;
    private final TableLanes lanes;

    Plans(TableChanges changes, TableLanes lanes) {
        this.changes = changes;
        this.lanes = lanes;
    }

    /** Changes, and the requests ahead that they were prepared on. */
    record Plan(List<Result> results, Map<TreeKey, Ahead> ahead) {
        /** Those ahead that may still be on their way. */
        List<Underway> before() {
            return ahead.values().stream()
                    .flatMap(one -> one.by().stream())
                    .distinct()
                    .toList();
        }

        Chain chain(TreeKey table) {
            return Optional.ofNullable(ahead.get(table)).map(Ahead::chain).orElseGet(Chain::new);
        }
    }

    /**
     * For whoever has the turn at these tables: on what the requests before this one will leave or have left. What comes
     * out of that is only told where it is a change, which relies on them: anything else has to be found on what is really
     * there.
     */
    Plan plan(Place place, List<Wanted> wanted) {
        var ahead = new LinkedHashMap<TreeKey, Ahead>();
        for (Wanted one : wanted) {
            var table = one.name().key();
            lanes.ahead(place, table).ifPresent(last -> ahead.put(table, last));
        }
        var planned = ahead.values().stream().anyMatch(last -> last.chain().isBroken())
                ? Optional.<Plan>empty()
                : plan(place, wanted, ahead);
        return planned.orElseGet(() -> {
            ahead.values().forEach(Ahead::settle);
            return plan(place, wanted, Map.of()).orElseThrow();
        });
    }

    private Optional<Plan> plan(Place place, List<Wanted> wanted, Map<TreeKey, Ahead> ahead) {
        var results = new ArrayList<Result>();
        try {
            for (Wanted one : wanted) {
                results.add(Optional.ofNullable(ahead.get(one.name().key()))
                        .map(last -> changes.prepareOn(place, last.base(), one))
                        .orElseGet(() -> changes.prepare(place, one)));
            }
        } catch (IcebergError e) {
            if (ahead.isEmpty()) {
                throw e;
            }
            return Optional.empty();
        }
        boolean changesAll = results.stream().allMatch(result -> result.change().isPresent());
        return changesAll || ahead.isEmpty() ? Optional.of(new Plan(results, ahead)) : Optional.empty();
    }
}
