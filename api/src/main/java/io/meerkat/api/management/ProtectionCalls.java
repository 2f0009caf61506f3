package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.key.Keys;
import io.meerkat.api.management.schema.Protections;
import io.meerkat.api.ref.Points;
import io.meerkat.command.catalog.Catalogs;
import io.meerkat.command.receipt.Receipt;
import io.meerkat.model.Protection;
import io.meerkat.model.Protection.Act;
import io.meerkat.model.RefPattern;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.ref.ProtectionTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How the branches and tags of a catalog are protected: {@code {"pattern": "release/*", "forbids": ["commit"]}}. */
public final class ProtectionCalls {
    private static final String LIST = "protections";
    private static final String FORBIDS = "forbids";

    private final Catalogs catalogs;
    private final ProtectionTable table;
    private final Points points;
    private final Keys keys;

    public ProtectionCalls(Catalogs catalogs, ProtectionTable table, Points points, Keys keys) {
        this.catalogs = catalogs;
        this.table = table;
        this.points = points;
        this.keys = keys;
    }

    Answer list(Request request, String catalog) {
        var row = points.catalog(catalog);
        return Answer.json(200, ManagementJson.write(shown(table.list(row.tenant(), row.catalog()))));
    }

    /** The body's are all from now on. */
    Answer replace(Request request, String catalog) {
        var row = points.catalog(catalog);
        var body = ManagementJson.object(request.body());
        if (!body.path(LIST).isArray()) {
            throw ManagementError.badRequest("'%s' must be a list; an empty one protects nothing".formatted(LIST));
        }
        var wanted = body.get(LIST).valueStream().map(ProtectionCalls::read).toList();
        requireFewAndDifferent(wanted);
        var shown = shown(wanted.stream()
                .sorted(Comparator.comparing(Protection::pattern))
                .toList());
        Receipt<CatalogRow> receipt = keys.of(request).receipt(done -> new KeptAnswer(200, shown).stored());
        if (!catalogs.protect(row, wanted, request.actor(), receipt)) {
            throw ManagementError.notFound("Catalog does not exist: " + catalog);
        }
        return Answer.json(200, ManagementJson.write(shown));
    }

    private static void requireFewAndDifferent(List<Protection> wanted) {
        if (wanted.size() > Protections.COUNT_MAX) {
            throw ManagementError.badRequest(
                    "A catalog has at most %d protections, not %d".formatted(Protections.COUNT_MAX, wanted.size()));
        }
        var patterns = new HashSet<RefPattern>();
        wanted.stream()
                .map(Protection::pattern)
                .filter(pattern -> !patterns.add(pattern))
                .findFirst()
                .ifPresent(pattern -> {
                    throw ManagementError.badRequest("'%s' is listed twice".formatted(pattern));
                });
    }

    private static Protection read(JsonNode node) {
        if (!node.isObject()) {
            throw ManagementError.badRequest(
                    "A protection is an object with a 'pattern' and what it '%s'".formatted(FORBIDS));
        }
        ManagementJson.requireOnly(node, List.of("pattern", FORBIDS));
        var pattern = ManagementJson.text(node, "pattern")
                .map(RefPattern::new)
                .orElseThrow(() -> ManagementError.badRequest("A protection needs a 'pattern' of names"));
        var forbids = EnumSet.noneOf(Act.class);
        if (node.path(FORBIDS).isArray()) {
            node.get(FORBIDS).forEach(word -> forbids.add(act(word)));
        }
        if (forbids.isEmpty()) {
            throw ManagementError.badRequest("'%s' of '%s' must be some of %s".formatted(FORBIDS, pattern, words()));
        }
        return new Protection(pattern, forbids);
    }

    private static Act act(JsonNode word) {
        return Arrays.stream(Act.values())
                .filter(act -> word.isString() && word(act).equals(word.stringValue()))
                .findFirst()
                .orElseThrow(() ->
                        ManagementError.badRequest("'%s' holds some of %s, not %s".formatted(FORBIDS, words(), word)));
    }

    private static List<String> words() {
        return Arrays.stream(Act.values()).map(ProtectionCalls::word).toList();
    }

    private static String word(Act act) {
        return act.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode shown(List<Protection> protections) {
        var answer = ManagementJson.object();
        var shown = answer.putArray(LIST);
        protections.forEach(protection -> {
            var forbids = shown.addObject()
                    .put("pattern", protection.pattern().value())
                    .putArray(FORBIDS);
            protection.forbids().forEach(act -> forbids.add(word(act)));
        });
        return answer;
    }
}
