package io.meerkat.api.merge;

import io.meerkat.api.content.StoredContents;
import io.meerkat.merge.catalog.ViewReferences;
import io.meerkat.model.Entry;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.view.SQLViewRepresentation;

/**
 * The names behind {@code FROM} and {@code JOIN} in a view's texts, looked up in its default namespace. No dialect is parsed:
 * names of subqueries come along, which name nothing in the catalog, and what is written in other ways is missed.
 */
final class ViewNames implements ViewReferences {
    private static final String PART = "(?:\"(?:[^\"]|\"\")+\"|`(?:[^`]|``)+`|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final Pattern NAMED =
            Pattern.compile("(?i)\\b(?:from|join)\\s+(" + PART + "(?:\\s*\\.\\s*" + PART + ")*)");
    private static final Pattern EACH = Pattern.compile(PART);

    private final StoredContents contents;

    ViewNames(StoredContents contents) {
        this.contents = contents;
    }

    @Override
    public Set<ObjectName> of(Entry entry) {
        var view = contents.view(entry);
        var version = view.currentVersion();
        var home = List.of(version.defaultNamespace().levels());
        var names = new HashSet<ObjectName>();
        for (var representation : version.representations()) {
            if (representation instanceof SQLViewRepresentation sql) {
                NAMED.matcher(sql.sql())
                        .results()
                        .map(found -> parts(found.group(1)))
                        .forEach(parts -> names.addAll(meant(parts, home)));
            }
        }
        return names;
    }

    /** One part is in the default namespace; more may begin with the name of the catalog. */
    private static List<ObjectName> meant(List<String> parts, List<String> home) {
        var meant = new ArrayList<ObjectName>();
        if (parts.size() == 1) {
            name(home, parts.getFirst()).ifPresent(meant::add);
            return meant;
        }
        name(parts.subList(0, parts.size() - 1), parts.getLast()).ifPresent(meant::add);
        if (parts.size() > 2) {
            name(parts.subList(1, parts.size() - 1), parts.getLast()).ifPresent(meant::add);
        }
        return meant;
    }

    private static Optional<ObjectName> name(List<String> namespace, String name) {
        try {
            return Optional.of(NamespacePath.of(namespace).object(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> parts(String dotted) {
        var parts = new ArrayList<String>();
        Matcher matcher = EACH.matcher(dotted);
        while (matcher.find()) {
            String part = matcher.group();
            char quote = part.charAt(0);
            parts.add(
                    quote == '"' || quote == '`'
                            ? part.substring(1, part.length() - 1).replace("" + quote + quote, String.valueOf(quote))
                            : part);
        }
        return parts;
    }
}
