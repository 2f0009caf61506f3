package io.meerkat.conformance.crash;

import static io.meerkat.conformance.rest.Bodies.assertUuid;
import static io.meerkat.conformance.rest.Bodies.change;
import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.table;
import static io.meerkat.conformance.rest.Bodies.transaction;

import io.meerkat.conformance.crash.Ledger.Told;
import io.meerkat.conformance.rest.IdempotencyKeys;
import io.meerkat.conformance.rest.RestClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Property changes, transactions over four tables, new tables, and some requests that must be refused. Half of them go
 * under an idempotency key and are repeated with it until the answer is certain: then nothing may be there twice.
 */
final class HttpWriter implements Writer {
    static final List<String> SHARED_TABLES = List.of("shared0", "shared1", "shared2", "shared3", "shared4", "shared5");

    private static final int TABLES_PER_TRANSACTION = 4;
    private static final String NOBODYS_UUID = "00000000-0000-4000-8000-000000000000";

    private final RestClient client;
    private final String namespace;
    private final Tags tags;
    private final Random random;
    private final Ledger ledger;

    HttpWriter(Supplier<URI> server, String namespace, Tags tags, Random random, Ledger ledger) {
        this.client = new RestClient(server);
        this.namespace = namespace;
        this.tags = tags;
        this.random = random;
        this.ledger = ledger;
    }

    @Override
    public void write() {
        var tag = tags.next();
        int dice = random.nextInt(10);
        if (dice < 4) {
            changeProperty(tag, someTables(1).getFirst(), List.of());
        } else if (dice < 5) {
            changeProperty(tag, someTables(1).getFirst(), List.of(assertUuid(NOBODYS_UUID)));
        } else if (dice < 7) {
            changeTogether(tag, List.of());
        } else if (dice < 8) {
            changeTogether(tag, List.of(assertUuid(NOBODYS_UUID)));
        } else {
            send("/v1/namespaces/%s/tables".formatted(namespace), table(tag, tag), tag, Set.of(tag));
        }
    }

    private void changeProperty(String tag, String table, List<String> requirements) {
        send(
                "/v1/namespaces/%s/tables/%s".formatted(namespace, table),
                commit(requirements, setProperty(tag)),
                tag,
                Set.of(table));
    }

    /** The requirements are those of the last table: the ones before it are fine by themselves. */
    private void changeTogether(String tag, List<String> requirements) {
        var tables = someTables(TABLES_PER_TRANSACTION);
        var changes = new ArrayList<String>();
        for (String table : tables) {
            var last = changes.size() == TABLES_PER_TRANSACTION - 1;
            changes.add(change(namespace, table, last ? requirements : List.of(), setProperty(tag)));
        }
        send("/v1/transactions/commit", transaction(changes), tag, new TreeSet<>(tables));
    }

    private List<String> someTables(int count) {
        var tables = new ArrayList<>(SHARED_TABLES);
        Collections.shuffle(tables, random);
        return tables.subList(0, count);
    }

    private void send(String path, String body, String tag, Set<String> tables) {
        ledger.enter(tag, tables, random.nextBoolean() ? whenCertain(path, body) : atOnce(path, body));
    }

    private Told atOnce(String path, String body) {
        return Asked.once(() -> client.post(path, body)).told();
    }

    private Told whenCertain(String path, String body) {
        var key = IdempotencyKeys.next();
        return Asked.untilCertain(() -> client.post(path, body, key)).told();
    }

    @Override
    public void close() {
        client.close();
    }
}
