package io.meerkat.merge.catalog;

import io.meerkat.model.Entry;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** Valid catalogs of few names, and edits of them that meet often. */
final class RandomCatalogs {
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final int LEVELS_MAX = 3;
    private static final int LABELS = 8;

    private final Random random;

    RandomCatalogs(Random random) {
        this.random = random;
    }

    Catalog catalog() {
        return edited(Catalog.empty().namespace("a").namespace("b"), 4 + random.nextInt(20));
    }

    Catalog edited(Catalog catalog, int steps) {
        var edited = catalog;
        for (int i = 0; i < steps; i++) {
            edited = step(edited);
        }
        return edited;
    }

    private Catalog step(Catalog catalog) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> addNamespace(catalog);
            case 2, 3, 4 -> addObject(catalog);
            case 5, 6 -> object(catalog).map(name -> change(catalog, name)).orElse(catalog);
            case 7 -> object(catalog).map(catalog::drop).orElse(catalog);
            case 8 -> object(catalog).map(name -> rename(catalog, name)).orElse(catalog);
            case 9 ->
                namespace(catalog).map(name -> renameNamespace(catalog, name)).orElse(catalog);
            case 10 ->
                random.nextInt(3) > 0
                        ? catalog
                        : namespace(catalog).map(catalog::dropNamespace).orElse(catalog);
            default ->
                namespace(catalog)
                        .map(name -> catalog.properties(name, Map.of("p" + random.nextInt(2), "" + random.nextInt(2))))
                        .orElse(catalog);
        };
    }

    private Catalog addNamespace(Catalog catalog) {
        var name = newNamespace(catalog);
        var label = "n" + random.nextInt(LABELS);
        return has(catalog, "namespace " + label) || catalog.names().contains(name)
                ? catalog
                : catalog.namespace(name, label, Map.of());
    }

    private String newNamespace(Catalog catalog) {
        var name = NAMES.get(random.nextInt(NAMES.size()));
        return namespace(catalog)
                .filter(parent -> Catalog.path(parent).levels().size() < LEVELS_MAX && random.nextInt(3) > 0)
                .map(parent -> parent + "." + name)
                .orElse(name);
    }

    private Catalog addObject(Catalog catalog) {
        var name = newObject(catalog);
        int object = random.nextInt(LABELS);
        var label = "o" + object;
        if (name.isEmpty() || has(catalog, label) || has(catalog, "view " + label)) {
            return catalog;
        }
        return switch (object % 4) {
            case 0 -> catalog.view(name.get(), label, 1);
            case 1 -> catalog.asset(name.get(), label, label);
            case 2 -> catalog.table(name.get(), label, "file:///warehouse/s/" + random.nextInt(10));
            default -> catalog.table(name.get(), label);
        };
    }

    private Optional<String> newObject(Catalog catalog) {
        return namespace(catalog)
                .map(parent -> parent + ".t" + random.nextInt(3))
                .filter(name -> !catalog.rows().containsKey(Catalog.key(name)));
    }

    private Catalog change(Catalog catalog, String name) {
        int value = random.nextInt(3);
        return switch (catalog.get(name).kind()) {
            case TABLE -> random.nextBoolean() ? catalog.schema(name, value) : catalog.columns(name, value);
            case VIEW -> catalog.version(name, 1 + value);
            default -> catalog.value(name, catalog.get(name).contentId() + " " + value);
        };
    }

    private Catalog rename(Catalog catalog, String name) {
        return newObject(catalog).map(to -> catalog.rename(name, to)).orElse(catalog);
    }

    private Catalog renameNamespace(Catalog catalog, String name) {
        var to = newNamespace(catalog);
        boolean free = catalog.names().stream().noneMatch(other -> other.equals(to) || other.startsWith(to + "."));
        return free && !to.startsWith(name + ".") ? catalog.renameNamespace(name, to) : catalog;
    }

    private static boolean has(Catalog catalog, String label) {
        return catalog.rows().values().stream().map(Entry::contentId).anyMatch(Catalog.id(label)::equals);
    }

    private Optional<String> object(Catalog catalog) {
        return any(catalog, key -> key.identifier() instanceof ObjectName);
    }

    private Optional<String> namespace(Catalog catalog) {
        return any(catalog, key -> key.identifier() instanceof NamespacePath);
    }

    private Optional<String> any(Catalog catalog, Predicate<TreeKey> which) {
        var names = new ArrayList<String>();
        catalog.rows().keySet().stream()
                .filter(which)
                .forEach(key -> names.add(key.identifier().toString()));
        return names.isEmpty() ? Optional.empty() : Optional.of(names.get(random.nextInt(names.size())));
    }
}
