package io.meerkat.api.management;

import io.meerkat.api.ref.Points;
import io.meerkat.model.CatalogName;
import io.meerkat.model.RefName;
import io.meerkat.model.TenantId;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.ref.RefRow.Type;
import io.meerkat.storage.ref.TenantRefs;
import io.meerkat.storage.ref.TenantRefs.CatalogRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Refs of requests that need not name a catalog: it is the one that has the ref, and of several the default one. If that is
 * none of them, the request is refused with 400.
 */
public final class RefFinder {
    private final TenantRefs refs;
    private final Points points;

    public RefFinder(TenantRefs refs, Points points) {
        this.refs = refs;
        this.points = points;
    }

    /**
     * A name as it stands in a path. None has a space: that was a plus, which a client left as it was.
     *
     * @throws IllegalArgumentException if no ref can have it
     */
    static RefName name(String text) {
        return new RefName(text.replace(' ', '+'));
    }

    /** By catalog and name: of the catalog, if one is named, and of this name, if one is given. */
    List<CatalogRef> list(Optional<String> catalog, Type type, Optional<RefName> name) {
        var named = catalog.map(points::catalog).map(CatalogRow::name);
        return refs.list(TenantId.DEFAULT, type, named, name);
    }

    CatalogRef find(Optional<String> catalog, Type type, RefName name) {
        var row = catalog(catalog, type, name);
        return list(Optional.of(row.name().value()), type, Optional.of(name)).stream()
                .findFirst()
                .orElseThrow(() -> Points.noSuch(type, row, name));
    }

    /** The catalog that a request names, or the one in which all these refs are. */
    CatalogRow catalog(Optional<String> named, Type type, RefName... names) {
        return points.catalog(named.orElseGet(() -> one(type, List.of(names)).value()));
    }

    private CatalogName one(Type type, List<RefName> names) {
        var found = new ArrayList<>(having(type, names.getFirst()));
        names.stream().skip(1).forEach(name -> found.retainAll(having(type, name)));
        String refs = "%s %s"
                .formatted(
                        type.name().toLowerCase(Locale.ROOT),
                        names.stream().map(RefName::value).collect(Collectors.joining(" and ")));
        if (found.isEmpty()) {
            throw ManagementError.notFound("No catalog has the %s".formatted(refs));
        }
        if (found.size() > 1 && !found.contains(CatalogName.DEFAULT)) {
            throw ManagementError.badRequest("The catalogs %s have the %s: name one".formatted(found, refs));
        }
        return found.size() == 1 ? found.getFirst() : CatalogName.DEFAULT;
    }

    private List<CatalogName> having(Type type, RefName name) {
        return list(Optional.empty(), type, Optional.of(name)).stream()
                .map(CatalogRef::catalog)
                .toList();
    }
}
