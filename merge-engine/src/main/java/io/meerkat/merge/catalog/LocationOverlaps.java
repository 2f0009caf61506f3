package io.meerkat.merge.catalog;

import io.meerkat.model.Content.TableContent;
import io.meerkat.model.Entry;
import io.meerkat.model.Kind;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds tables of which one lies in the other: one that theirs made or moved to a new location, and one that ours did.
 * What stood before the two parted is not looked at, so this costs what they changed.
 */
final class LocationOverlaps {
    private record Located(Subject table, TreeKey key, Entry entry, String path) {}

    private final Fates fates;
    private final Layout layout;
    private final Contents contents;
    private final Locations locations;

    LocationOverlaps(Fates fates, Layout layout, Contents contents, Locations locations) {
        this.fates = fates;
        this.layout = layout;
        this.contents = contents;
        this.locations = locations;
    }

    List<Question> questions() {
        var byOurs = suspects(Side.OURS);
        var byTheirs = suspects(Side.THEIRS);
        if (byOurs.isEmpty() || byTheirs.isEmpty()) {
            return List.of();
        }
        contents.announce(Stream.concat(byOurs.stream(), byTheirs.stream())
                .map(table -> entry(table).content())
                .filter(hash -> !fates.created().containsKey(hash))
                .distinct()
                .toList());
        var ours = new TreeMap<String, List<Located>>();
        byOurs.forEach(table -> {
            var located = located(table);
            ours.computeIfAbsent(located.path(), none -> new ArrayList<>()).add(located);
        });
        var questions = new ArrayList<Question>();
        byTheirs.forEach(table -> {
            var theirs = located(table);
            overlapping(ours, theirs.path())
                    .filter(our -> !our.table().equals(table))
                    .filter(our -> isBroughtBy(Side.OURS, our) && isBroughtBy(Side.THEIRS, theirs))
                    .forEach(our -> questions.add(question(our, theirs)));
        });
        return questions;
    }

    /** Tables that live and that the side made, or changed in whatever way. */
    private List<Subject> suspects(Side side) {
        return fates.subjects().all().stream()
                .filter(subject -> subject.kind() == Kind.TABLE)
                .filter(subject -> subject.isChangedBy(side))
                .filter(subject -> fates.lives(subject.id())
                        && fates.entry(subject.id()).isPresent()
                        && layout.key(subject.id()).isPresent())
                .toList();
    }

    private Entry entry(Subject table) {
        return fates.entry(table.id()).orElseThrow();
    }

    private Located located(Subject table) {
        return new Located(table, layout.key(table.id()).orElseThrow(), entry(table), path(entry(table)));
    }

    /** Whether the side gave it this location, and the other did not as well. */
    private boolean isBroughtBy(Side side, Located located) {
        var path = Optional.of(located.path());
        var versions = located.table().versions();
        return versions.at(side).map(this::path).equals(path)
                && !versions.at(side.other()).map(this::path).equals(path)
                && !versions.base().map(this::path).equals(path);
    }

    /** With a slash at its end, so that a folder is no part of one whose name begins like its own. */
    private String path(Entry table) {
        var content = Optional.ofNullable(fates.created().get(table.content()))
                .orElseGet(() -> contents.content(table.content()));
        var path = locations.path(((TableContent) content).fields().location());
        return path.endsWith("/") ? path : path + "/";
    }

    private static Stream<Located> overlapping(NavigableMap<String, List<Located>> tables, String path) {
        var inside = tables.tailMap(path, true).entrySet().stream()
                .takeWhile(table -> table.getKey().startsWith(path))
                .flatMap(table -> table.getValue().stream());
        var around = Stream.iterate(
                        path.indexOf('/'),
                        end -> end >= 0 && end < path.length() - 1,
                        end -> path.indexOf('/', end + 1))
                .map(end -> tables.get(path.substring(0, end + 1)))
                .flatMap(Stream::ofNullable)
                .flatMap(List::stream);
        return Stream.concat(around, inside);
    }

    private Question question(Located ours, Located theirs) {
        var sentence = "ours has %s at %s, theirs has %s at %s"
                .formatted(
                        Words.the(ours.entry(), ours.key()),
                        ours.path(),
                        Words.the(theirs.entry(), theirs.key()),
                        theirs.path());
        var versions = new Versions(Optional.empty(), Optional.of(ours.entry()), Optional.of(theirs.entry()));
        var keys = List.of(ours.key(), theirs.key());
        return new Question(Conflict.of(ConflictCode.LOCATION_OVERLAP, keys, versions, sentence), resolution -> {
            if (resolution instanceof Resolution.Take(var side)) {
                var other = side == Side.OURS ? theirs : ours;
                fates.takeWhole(other.table().id(), side);
                return Settlement.DONE;
            }
            return Question.notOffered(resolution);
        });
    }
}
