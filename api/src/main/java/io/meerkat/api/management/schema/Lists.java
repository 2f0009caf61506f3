package io.meerkat.api.management.schema;

import io.meerkat.api.openapi.Member;
import java.util.List;
import java.util.stream.Stream;

/** Members of several kinds in one object. */
final class Lists {
    private Lists() {}

    @SafeVarargs
    static List<Member> of(List<Member>... kinds) {
        return Stream.of(kinds).flatMap(List::stream).toList();
    }
}
