package io.meerkat.benchmark.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What Linux says of processes and of all that they have started. */
final class ProcessTree {
    private static final Path PROC = Path.of("/proc");
    private static final double TICK_MILLIS = 10;
    // Counted from the field behind the name, which may hold spaces and brackets.
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int CHILDREN_SYSTEM = 14;

    private ProcessTree() {}

    private record Stat(long parent, double millis) {}

    /** Their CPU, that of their living descendants, and of those that have ended and been waited for. */
    static Optional<Double> cpuMillis(List<Long> pids) {
        if (pids.isEmpty() || !Files.isDirectory(PROC)) {
            return Optional.empty();
        }
        var all = readAll();
        return Optional.of(all.entrySet().stream()
                .filter(process -> descends(process.getKey(), pids, all))
                .mapToDouble(process -> process.getValue().millis())
                .sum());
    }

    private static boolean descends(long pid, List<Long> from, Map<Long, Stat> all) {
        var at = pid;
        while (!from.contains(at)) {
            var stat = all.get(at);
            if (stat == null || stat.parent() == at) {
                return false;
            }
            at = stat.parent();
        }
        return all.containsKey(at);
    }

    private static Map<Long, Stat> readAll() {
        var found = new HashMap<Long, Stat>();
        try (Stream<Path> processes = Files.list(PROC)) {
            processes
                    .map(process -> process.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf)
                    .forEach(pid -> stat(pid).ifPresent(stat -> found.put(pid, stat)));
        } catch (IOException e) {
            throw new IllegalStateException("cannot list " + PROC, e);
        }
        return found;
    }

    private static Optional<Stat> stat(long pid) {
        try {
            var text = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            var fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            var ticks = 0L;
            for (int field = USER; field <= CHILDREN_SYSTEM; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return Optional.of(new Stat(Long.parseLong(fields[PARENT]), ticks * TICK_MILLIS));
        } catch (IOException e) {
            return Optional.empty(); // It has ended since it was listed.
        }
    }

    /** @param field such as VmRSS */
    static Optional<Long> memoryKb(long pid, String field) {
        try (var lines = Files.lines(PROC.resolve(Long.toString(pid)).resolve("status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .map(Long::valueOf)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
