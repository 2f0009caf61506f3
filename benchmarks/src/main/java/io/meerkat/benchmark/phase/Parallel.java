package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.catalog.Catalog;
import io.meerkat.benchmark.http.HttpConnection;
import io.meerkat.benchmark.http.NoAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same for each of many things, over some connections at once. */
final class Parallel {
    private Parallel() {}

    interface Step<T, R> {
        R apply(HttpConnection connection, T thing) throws NoAnswerException;
    }

    /** Results are in the order of the things. */
    static <T, R> List<R> map(Catalog catalog, int connections, List<T> things, Step<T, R> step)
            throws NoAnswerException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var parts = new ArrayList<Future<List<R>>>();
            for (int part = 0; part < connections; part++) {
                parts.add(threads.submit(each(catalog, share(things, part, connections), step)));
            }
            var all = new ArrayList<R>();
            for (var part : parts) {
                all.addAll(part.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while preparing or checking", e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private static <T> List<T> share(List<T> things, int part, int parts) {
        var size = (long) things.size();
        return things.subList((int) (size * part / parts), (int) (size * (part + 1) / parts));
    }

    private static <T, R> Callable<List<R>> each(Catalog catalog, List<T> things, Step<T, R> step) {
        return () -> {
            var results = new ArrayList<R>();
            try (var connection = catalog.open()) {
                for (var thing : things) {
                    results.add(step.apply(connection, thing));
                }
            }
            return results;
        };
    }

    private static NoAnswerException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof NoAnswerException unanswered) {
            return unanswered;
        }
        throw new IllegalStateException(
                e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
    }
}
