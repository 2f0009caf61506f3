package io.meerkat.api.iceberg;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An Iceberg request's path, taken apart: the mount it came by, the prefix that names a catalog and ref, and the
 * operation's own path. Served are {@code /v1/...}, {@code /v1/{prefix}/...}, {@code /v1/{prefix}/v1/...}, {@code
 * /v1/{prefix}/v1/{prefix}/...}, the same below {@code /api/catalog}, and {@code
 * /api/v1/catalogs/{catalog}/iceberg/v1/...}.
 *
 * @param again the second prefix, where there is one
 * @param nested the client's base address holds the catalog already, so that it must not be told a prefix
 */
record IcebergPath(Optional<String> prefix, Optional<String> again, List<String> operation, boolean nested) {
    private static final Set<String> OPERATIONS =
            Set.of("config", "namespaces", "tables", "views", "transactions", "oauth");

    static Optional<IcebergPath> of(List<String> path) {
        if (startsWith(path, "api", "catalog", "v1")) {
            return behindMount(path.subList(3, path.size()), false);
        }
        if (startsWith(path, "api", "v1", "catalogs")
                && path.size() > 6
                && path.get(4).equals("iceberg")) {
            return behindMount(path.subList(3, path.size()), true);
        }
        return startsWith(path, "v1") ? behindMount(path.subList(1, path.size()), false) : Optional.empty();
    }

    private static Optional<IcebergPath> behindMount(List<String> rest, boolean nested) {
        for (int i = 0; i < rest.size(); i++) {
            if (OPERATIONS.contains(rest.get(i))) {
                return Optional.of(of(rest.subList(0, i), rest.subList(i, rest.size()), nested));
            }
        }
        return Optional.empty();
    }

    /** The catalog may come a second time behind a nested {@code v1}. */
    private static IcebergPath of(List<String> before, List<String> operation, boolean nested) {
        int inner = before.indexOf("v1");
        var first = inner < 0 ? before : before.subList(0, inner);
        var second = inner < 0 ? List.<String>of() : before.subList(inner + 1, before.size());
        var words = !first.isEmpty() && first.getLast().equals("iceberg") ? first.subList(0, first.size() - 1) : first;
        return new IcebergPath(prefix(words), prefix(second), operation, nested || inner >= 0);
    }

    /** A ref with slashes may come as several segments. */
    private static Optional<String> prefix(List<String> segments) {
        return segments.isEmpty() ? Optional.empty() : Optional.of(String.join("/", segments));
    }

    private static boolean startsWith(List<String> path, String... words) {
        return path.size() > words.length && path.subList(0, words.length).equals(List.of(words));
    }
}
