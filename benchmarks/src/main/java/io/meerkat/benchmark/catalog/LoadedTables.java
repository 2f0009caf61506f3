package io.meerkat.benchmark.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tables in a file of lines that {@code ./meerkat load} takes. */
public final class LoadedTables {
    private LoadedTables() {}

    /** @throws IllegalArgumentException if the file names none */
    public static List<Table> in(Path file) {
        try (var lines = Files.lines(file)) {
            var tables = lines.filter(line -> !line.isBlank())
                    .map(Json::read)
                    .filter(line -> line.has("name"))
                    .map(line -> new Table(levels(line), line.path("name").asText(), "", ""))
                    .toList();
            if (tables.isEmpty()) {
                throw new IllegalArgumentException("%s names no table".formatted(file));
            }
            return tables;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s".formatted(file), e);
        }
    }

    private static List<String> levels(JsonNode line) {
        var levels = new ArrayList<String>();
        line.path("namespace").forEach(level -> levels.add(level.asText()));
        return List.copyOf(levels);
    }
}
