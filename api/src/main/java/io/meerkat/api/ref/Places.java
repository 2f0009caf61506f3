package io.meerkat.api.ref;

import io.meerkat.api.ref.RefExpression.Start;
import io.meerkat.api.ref.RefExpression.Step;
import io.meerkat.merge.graph.Ancestry;
import io.meerkat.merge.graph.KnownCommits;
import io.meerkat.merge.graph.UnknownCommitException;
import io.meerkat.model.CatalogName;
import io.meerkat.model.CommitId;
import io.meerkat.model.Hash;
import io.meerkat.model.RefName;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.catalog.CatalogTable;
import io.meerkat.storage.commit.CommitGraphs;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.commit.RecordedCommit;
import io.meerkat.storage.load.RefPoint;
import io.meerkat.storage.ref.RefRow;
import io.meerkat.storage.ref.RefTable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Finds the place that a prefix names. A plain catalog, or one with the name of a ref, costs no statement; a commit that must
 * be looked for, a few.
 */
public final class Places {
    private final CommitGraphs graphs;
    private final CatalogTable catalogs;
    private final CommitTable commits;
    private final RefTable refs;
    private final Clock clock;

    public Places(Database database, CommitGraphs graphs, Clock clock) {
        this.graphs = graphs;
        this.catalogs = new CatalogTable(database);
        this.commits = new CommitTable(database);
        this.refs = new RefTable(database);
        this.clock = clock;
    }

    /** Why a prefix names no place. */
    public static final class NoSuchPlace extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NoSuchPlace(String message) {
            super(message, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /**
     * Reads {@code catalog}, {@code catalog@ref} or {@code catalog@~} and the ref in base64url.
     *
     * @throws IllegalArgumentException if it has another form
     * @throws NoSuchPlace if there is no such catalog, ref or commit, as far as it had to be looked for
     */
    public Place find(TenantId tenant, String prefix) {
        int at = prefix.indexOf('@');
        if (at < 0) {
            return new Place(tenant, new CatalogName(prefix), "", new RefPoint.HeadOf(RefName.MAIN));
        }
        var catalog = new CatalogName(prefix.substring(0, at));
        String ref = plain(prefix.substring(at + 1));
        return new Place(tenant, catalog, ref, point(tenant, catalog, ref));
    }

    /** Why a place that was found by its name leads to no commit. */
    public String whyNot(Place place) {
        return catalogs.find(place.tenant(), place.catalog())
                .map(catalog -> place.point() instanceof RefPoint.HeadOf
                        ? noSuchRef(catalog, place.ref()).getMessage()
                        : "it had no commit yet")
                .orElseGet(() -> "Catalog does not exist: " + place.catalog());
    }

    private static String plain(String ref) {
        return ref.startsWith("~")
                ? new String(Base64.getUrlDecoder().decode(ref.substring(1)), StandardCharsets.UTF_8)
                : ref;
    }

    private RefPoint point(TenantId tenant, CatalogName name, String ref) {
        var expression = RefExpression.parse(ref);
        if (expression.start() instanceof Start.Named(var plain, var type)
                && type.isEmpty()
                && expression.steps().isEmpty()
                && !RefExpression.isIdPrefix(plain.value())) {
            return new RefPoint.HeadOf(plain);
        }
        if (expression.start() instanceof Start.At(var branch, var time)) {
            if (time.isAfter(clock.instant())) {
                throw new IllegalArgumentException("%s is in the future".formatted(time));
            }
            return new RefPoint.AtTime(branch, time);
        }
        var catalog = catalogs.find(tenant, name).orElseThrow(() -> new NoSuchPlace("Catalog does not exist: " + name));
        if (expression.start() instanceof Start.Named named
                && expression.steps().isEmpty()
                && find(catalog, named).isPresent()) {
            return new RefPoint.HeadOf(named.name());
        }
        return new RefPoint.AtCommit(walk(catalog, start(catalog, expression.start(), ref), expression.steps(), ref));
    }

    private CommitId start(CatalogRow catalog, Start start, String ref) {
        return switch (start) {
            case Start.ById(var id) -> id;
            case Start.ByUuid(var uuid) -> unique(catalog, CommitId.lowest(uuid), CommitId.highest(uuid), ref);
            case Start.Named named ->
                find(catalog, named)
                        .map(found -> found.at().commit())
                        .or(() -> beginning(catalog, named, ref))
                        .orElseThrow(() -> noSuchRef(catalog, ref));
            case Start.At at -> throw new IllegalStateException("a time has no commit to start from");
        };
    }

    private Optional<RefRow> find(CatalogRow catalog, Start.Named named) {
        return refs.find(catalog.tenant(), catalog.catalog(), named.name())
                .filter(found -> named.type().map(found.type()::equals).orElse(true));
    }

    private Optional<CommitId> beginning(CatalogRow catalog, Start.Named named, String ref) {
        var text = named.name().value();
        return named.type().isEmpty() && RefExpression.isIdPrefix(text)
                ? Optional.of(unique(catalog, filled(text, '0'), filled(text, 'f'), ref))
                : Optional.empty();
    }

    private CommitId unique(CatalogRow catalog, Hash lowest, Hash highest, String ref) {
        var found = commits.between(catalog.tenant(), catalog.catalog(), lowest, highest, 2);
        if (found.size() > 1) {
            throw new IllegalArgumentException("'%s' is the beginning of more than one commit id".formatted(ref));
        }
        return found.stream().findFirst().map(RecordedCommit::id).orElseThrow(() -> noSuchRef(catalog, ref));
    }

    private CommitId walk(CatalogRow catalog, CommitId from, List<Step> steps, String ref) {
        var ancestry = new Ancestry(new KnownCommits(graphs.of(catalog.tenant(), catalog.catalog())));
        var id = from;
        try {
            for (Step step : steps) {
                var next = switch (step) {
                    case Step.Parent(var number) -> ancestry.parent(id, number);
                    case Step.Ancestor(var generations) -> ancestry.back(id, generations);
                };
                id = next.orElseThrow(() -> noSuchRef(catalog, ref));
            }
        } catch (UnknownCommitException e) {
            throw noSuchRef(catalog, ref);
        }
        return id;
    }

    private static NoSuchPlace noSuchRef(CatalogRow catalog, String ref) {
        return new NoSuchPlace("Ref does not exist in catalog %s: %s".formatted(catalog.name(), ref));
    }

    private static Hash filled(String prefix, char fill) {
        return Hash.parse(prefix + String.valueOf(fill).repeat(2 * Hash.LENGTH - prefix.length()));
    }
}
