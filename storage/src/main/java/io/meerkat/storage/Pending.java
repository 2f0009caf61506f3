package io.meerkat.storage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Statements of one transaction that nobody waits for. The driver sends several that stand in one text together and then
 * reads their answers, so that a batch which writes to ten tables costs one round trip and not ten.
 */
final class Pending {
    private static final int TOGETHER_MAX = 32;

    private final DSLContext context;
    private final List<String> statements = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    Pending(DSLContext context) {
        this.context = context;
    }

    void add(String sql, @Nullable Object... more) {
        statements.add(sql);
        Collections.addAll(values, more);
        if (statements.size() == TOGETHER_MAX) {
            send();
        }
    }

    void send() {
        if (statements.isEmpty()) {
            return;
        }
        String all = statements.stream().map(String::strip).collect(Collectors.joining(";\n"));
        var bound = values.toArray();
        // What fails is not sent again.
        statements.clear();
        values.clear();
        context.execute(PlainSql.of(all, bound));
    }
}
