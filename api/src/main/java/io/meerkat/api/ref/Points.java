package io.meerkat.api.ref;

import io.meerkat.api.ref.Places.NoSuchPlace;
import io.meerkat.model.CatalogName;
import io.meerkat.model.RefName;
import io.meerkat.model.TenantId;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.catalog.CatalogTable;
import io.meerkat.storage.load.Loader;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.ref.RefRow;
import io.meerkat.storage.ref.RefRow.Type;
import io.meerkat.storage.ref.RefTable;
import java.util.Locale;

/** Catalogs, refs and commits by the names that a request gives them. */
public final class Points {
    private final CatalogTable catalogs;
    private final RefTable refs;
    private final Loader loader;
    private final Places places;

    public Points(CatalogTable catalogs, RefTable refs, Loader loader, Places places) {
        this.catalogs = catalogs;
        this.refs = refs;
        this.loader = loader;
        this.places = places;
    }

    /** @throws NoSuchPlace if there is none */
    public CatalogRow catalog(String name) {
        return catalogs.find(TenantId.DEFAULT, new CatalogName(name))
                .orElseThrow(() -> new NoSuchPlace("Catalog does not exist: " + name));
    }

    /** @throws NoSuchPlace if there is none of this type */
    public RefRow ref(CatalogRow catalog, RefName name, Type type) {
        return refs.find(catalog.tenant(), catalog.catalog(), name)
                .filter(ref -> ref.type() == type)
                .orElseThrow(() -> noSuch(type, catalog, name));
    }

    public static NoSuchPlace noSuch(Type type, CatalogRow catalog, RefName name) {
        String word = type.name().toLowerCase(Locale.ROOT);
        return new NoSuchPlace("%s%s does not exist in catalog %s: %s"
                .formatted(word.substring(0, 1).toUpperCase(Locale.ROOT), word.substring(1), catalog.name(), name));
    }

    /**
     * What a ref, commit or time leads to, as it stands behind the {@code @} of a catalog.
     *
     * @throws NoSuchPlace if it leads nowhere
     */
    public ResolvedRef at(CatalogName catalog, String expression) {
        var place = places.find(TenantId.DEFAULT, catalog + "@" + expression);
        return loader.ref(place.tenant(), place.catalog(), place.point())
                .orElseThrow(() -> new NoSuchPlace("Catalog or ref does not exist: " + place));
    }
}
