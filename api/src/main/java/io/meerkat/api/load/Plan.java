package io.meerkat.api.load;

import io.meerkat.api.load.LoadLine.NamespaceLine;
import io.meerkat.api.load.LoadLine.TableLine;
import io.meerkat.model.Content;
import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.Entry;
import io.meerkat.model.NamespacePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which lines are to be done, and which are so already, at one commit of the branch. */
final class Plan {
    private final Standing standing;
    private final Existing existing;
    private final Problems problems;
    private final Set<NamespacePath> known = new HashSet<>();
    private final List<NamespaceLine> namespaces = new ArrayList<>();
    private final List<TableLine> tables = new ArrayList<>();
    private int unchanged;
    private int skipped;

    private Plan(Standing standing, Existing existing, Problems problems) {
        this.standing = standing;
        this.existing = existing;
        this.problems = problems;
    }

    static Plan of(List<LoadLine> lines, Standing standing, Existing existing, Problems problems) {
        var plan = new Plan(standing, existing, problems);
        lines.forEach(plan::take);
        lines.forEach(plan::requireParent);
        return plan;
    }

    private void take(LoadLine line) {
        var there = standing.entry(line.name());
        if (line instanceof NamespaceLine namespace) {
            known.add(namespace.name());
        }
        if (there.isEmpty()) {
            switch (line) {
                case NamespaceLine namespace -> namespaces.add(namespace);
                case TableLine table -> tables.add(table);
            }
        } else if (isAsWanted(line, standing.content(there.get()))) {
            unchanged++;
        } else if (existing == Existing.SKIP) {
            skipped++;
        } else {
            problems.conflict(line.number(), line.name().toString(), inTheWay(line, there.get()));
        }
    }

    private static boolean isAsWanted(LoadLine line, Optional<Content> there) {
        return switch (line) {
            case NamespaceLine namespace ->
                there.filter(NamespaceContent.class::isInstance)
                        .map(NamespaceContent.class::cast)
                        .filter(found -> namespace.properties().stream().allMatch(found.properties()::equals))
                        .isPresent();
            case TableLine table ->
                there.filter(TableContent.class::isInstance)
                        .map(TableContent.class::cast)
                        .flatMap(TableContent::metadataLocation)
                        .filter(table.metadataLocation()::equals)
                        .isPresent();
        };
    }

    private String inTheWay(LoadLine line, Entry there) {
        return switch (line) {
            case NamespaceLine namespace -> "the namespace exists and has other properties";
            case TableLine table ->
                standing.content(there)
                        .filter(TableContent.class::isInstance)
                        .map(TableContent.class::cast)
                        .flatMap(TableContent::metadataLocation)
                        .map("the table exists, and its metadata file is %s"::formatted)
                        .orElseGet(() -> "a %s of that name exists"
                                .formatted(there.kind().name().toLowerCase(Locale.ROOT)));
        };
    }

    private void requireParent(LoadLine line) {
        line.parent()
                .filter(parent ->
                        !known.contains(parent) && standing.entry(parent).isEmpty())
                .ifPresent(parent -> problems.add(
                        line.number(), line.name().toString(), "the namespace %s does not exist".formatted(parent)));
    }

    List<NamespaceLine> namespaces() {
        return namespaces;
    }

    List<TableLine> tables() {
        return tables;
    }

    boolean isEmpty() {
        return namespaces.isEmpty() && tables.isEmpty();
    }

    LoadCounts counts() {
        return new LoadCounts(namespaces.size(), tables.size(), unchanged, skipped);
    }
}
