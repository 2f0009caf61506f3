package io.meerkat.command.catalog;

import io.meerkat.command.axon.Commands;
import io.meerkat.command.branch.AppendedBatch;
import io.meerkat.command.branch.OpenBranch;
import io.meerkat.command.lane.BatchWriter;
import io.meerkat.command.lane.Target;
import io.meerkat.command.receipt.Receipt;
import io.meerkat.model.Actor;
import io.meerkat.model.BranchId;
import io.meerkat.model.BranchPurpose;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CatalogName;
import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.ContentId;
import io.meerkat.model.Identifier;
import io.meerkat.model.KeyRange;
import io.meerkat.model.Kind;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.Protection;
import io.meerkat.model.RefName;
import io.meerkat.model.SaltedText;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.CommitRequestBuilder;
import io.meerkat.model.commit.Edit;
import io.meerkat.model.event.CatalogEvent.CatalogCreated;
import io.meerkat.storage.Database;
import io.meerkat.storage.SqlStates;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.catalog.CatalogTable;
import io.meerkat.storage.commit.LineTable;
import io.meerkat.storage.commit.TextTable;
import io.meerkat.storage.event.BranchLock;
import io.meerkat.storage.event.HeadTable;
import io.meerkat.storage.idempotency.IdempotencyTable;
import io.meerkat.storage.load.Trees;
import io.meerkat.storage.ref.ProtectionTable;
import io.meerkat.storage.ref.RefLock;
import io.meerkat.storage.ref.RefTable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Creates and drops catalogs, each in one transaction with all that belongs to it. */
public final class Catalogs {
    /** Every new catalog has it, so that clients that expect a namespace find one. */
    public static final NamespacePath FIRST_NAMESPACE = NamespacePath.of("default");

    private final Database database;
    private final Commands commands;
    private final Trees trees;
    private final CatalogTable table;
    private final HeadTable heads;
    private final LineTable lines;
    private final RefTable refs;
    private final ProtectionTable protections;
    private final TextTable texts;
    private final RefLock refLock;
    private final BranchLock lock;
    private final BatchWriter writer;

    public Catalogs(Database database, Commands commands, Trees trees, IdempotencyTable idempotency) {
        this.database = database;
        this.commands = commands;
        this.trees = trees;
        this.table = new CatalogTable(database);
        this.heads = new HeadTable(database);
        this.lines = new LineTable(database);
        this.refs = new RefTable(database);
        this.protections = new ProtectionTable(database);
        this.texts = new TextTable(database);
        this.refLock = new RefLock(database);
        this.lock = new BranchLock(database);
        this.writer = new BatchWriter(database, idempotency);
    }

    /**
     * Creates a catalog with its branch {@code main}, a root commit and the namespace {@code default}.
     *
     * @param root the location below which tables are made by default
     * @return empty if the name is in use
     */
    public Optional<CatalogRow> create(
            TenantId tenant,
            CatalogName name,
            String root,
            SortedMap<String, String> properties,
            String json,
            Actor actor) {
        var catalog = new CatalogId(UUID.randomUUID());
        var branch = new BranchId(UUID.randomUUID());
        try {
            return Optional.of(database.transact(() -> {
                var clock = lock.await(StreamId.of(tenant, branch));
                commands.run(
                        new CreateCatalog(
                                new CatalogCreated(tenant, catalog, name, branch, root, properties), actor, clock),
                        Object.class);
                var opened = commands.run(
                        new OpenBranch(
                                tenant,
                                catalog,
                                branch,
                                RefName.MAIN,
                                clock,
                                request(actor, "create catalog " + name).build(),
                                List.of(firstNamespace(actor)),
                                trees.nodes(tenant)),
                        AppendedBatch.class);
                lines.begin(tenant, catalog, branch, opened.line(), clock);
                writer.write(new Target(tenant, catalog, branch, trees), clock, opened);
                var row = new CatalogRow(tenant, catalog, name, branch, root, json, clock);
                table.add(row);
                refs.addBranch(tenant, catalog, RefName.MAIN, branch, BranchPurpose.ANY, clock);
                return row;
            }));
        } catch (RuntimeException e) {
            if (SqlStates.violatedKey(e).filter(CatalogTable.NAME_GUARD::equals).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Drops a catalog that has no branch or tag beside {@code main} and holds nothing but namespaces; what it held stays in
     * the history of its streams. It takes its branch's turn: what was committed before counts, and what comes after finds no catalog.
     */
    public DropOutcome drop(CatalogRow catalog, Actor actor) {
        return database.transact(() -> {
            var clock = lock.await(StreamId.of(catalog.tenant(), catalog.main()));
            refLock.await(catalog.catalog());
            var beside = refs.anyBesideMain(catalog);
            if (beside.isPresent()) {
                return new DropOutcome.HasRefs(beside.get());
            }
            if (Protection.forbid(
                    protections.list(catalog.tenant(), catalog.catalog()), Protection.Act.DELETE, RefName.MAIN)) {
                return new DropOutcome.Protected();
            }
            var outcome = commands.run(
                    new DropCatalog(catalog.tenant(), catalog.catalog(), held(catalog), actor, clock),
                    DropOutcome.class);
            if (outcome instanceof DropOutcome.Dropped) {
                table.drop(catalog.tenant(), catalog.catalog(), clock);
            }
            return outcome;
        });
    }

    /** Gives the catalog these protections and no others. False if it was dropped. Commits that are being made end as they began. */
    public boolean protect(CatalogRow catalog, List<Protection> wanted, Actor actor, Receipt<CatalogRow> receipt) {
        var sorted = wanted.stream()
                .sorted(Comparator.comparing(Protection::pattern))
                .toList();
        return database.transact(() -> {
            var clock = lock.await(StreamId.of(catalog.tenant(), catalog.main()));
            boolean done = commands.run(
                    new SetProtections(catalog.tenant(), catalog.catalog(), sorted, actor, clock), Boolean.class);
            if (done) {
                protections.replace(catalog.tenant(), catalog.catalog(), sorted);
                texts.add(catalog.tenant(), List.of(actor.origin()));
                receipt.keep(catalog);
            }
            return done;
        });
    }

    private Optional<Identifier> held(CatalogRow catalog) {
        return trees.at(catalog.tenant(), heads.branch(catalog.tenant(), catalog.main()))
                .rows(KeyRange.all())
                .filter(row -> row.kind() != Kind.NAMESPACE)
                .findFirst()
                .map(row -> row.key().identifier());
    }

    private static CommitRequest firstNamespace(Actor actor) {
        return request(actor, "create namespace " + FIRST_NAMESPACE)
                .edit(new Edit.Put(
                        FIRST_NAMESPACE,
                        new ContentId(UUID.randomUUID()),
                        new NamespaceContent(new TreeMap<>()),
                        Optional.empty()))
                .build();
    }

    private static CommitRequestBuilder request(Actor actor, String message) {
        return CommitRequest.by(actor, SaltedText.withFreshSalt(message));
    }
}
