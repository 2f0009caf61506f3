package io.meerkat.api.management;

import io.meerkat.api.http.Request;
import io.meerkat.query.Page;
import java.util.List;
import java.util.Optional;

/** The parameters {@code limit} and {@code offset}. More than the most is served as the most. */
final class Paging {
    /** Nothing has so many entries. */
    private static final long OFFSET_MAX = 1L << 40;

    private Paging() {}

    static Page page(Request request) {
        long limit = number(request, "limit", 1).orElse((long) Page.LIMIT_DEFAULT);
        return new Page((int) Math.min(limit, Page.LIMIT_MAX), offset(request));
    }

    /** A stretch of what is all in memory; without a limit up to the end. */
    static <T> List<T> slice(Request request, List<T> all) {
        long limit = number(request, "limit", 1).orElse(Long.MAX_VALUE);
        return all.stream().skip(offset(request)).limit(limit).toList();
    }

    private static long offset(Request request) {
        return Math.min(OFFSET_MAX, number(request, "offset", 0).orElse(0L));
    }

    private static Optional<Long> number(Request request, String name, long least) {
        return request.parameter(name).map(text -> {
            try {
                long number = Long.parseLong(text);
                if (number >= least) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Said below, as for a number that is too small.
            }
            throw ManagementError.badRequest("%s must be a number not below %d: '%s'".formatted(name, least, text));
        });
    }
}
