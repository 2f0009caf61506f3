package io.meerkat.model;

import io.meerkat.model.Body.Elements;
import io.meerkat.model.Body.Members;
import io.meerkat.model.Content.AssetContent;
import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.Content.ViewContent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The values whose encodings and hashes are kept in the tests: neither may ever change. */
final class Golden {
    static final Instant TIME = Instant.parse("2026-11-20T12:00:00.123456Z");
    static final SaltedText MESSAGE =
            new SaltedText(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, "create table orders");

    private static final UUID TABLE = UUID.fromString("22222222-2222-4222-8222-222222222222");
    private static final Fragment FORMAT = Fragment.of("\"format-version\":2");

    static final NamespaceContent NAMESPACE_CONTENT = new NamespaceContent(
            new TreeMap<>(Map.of("owner", "ada", "\uffee", "half width", "\ud83d\udc3f", "chipmunk")));

    static final TableContent TABLE_CONTENT = new TableContent(
            Optional.of("file:///w/sales/orders-33333333/metadata/00001-a.metadata.json"),
            new TableFields(2, TABLE, "file:///w/sales/orders-33333333", 1, 2, 3, 1000, 0),
            new Body(List.of(
                    new Members(FORMAT.hash()),
                    new Elements(
                            "snapshots",
                            List.of(
                                    Fragment.of("{\"snapshot-id\":1}").hash(),
                                    Fragment.of("{\"snapshot-id\":2}").hash())))));

    static final ViewContent VIEW_CONTENT = new ViewContent(
            Optional.empty(),
            new ViewFields(1, TABLE, "file:///w/sales/v", 0, 4),
            new Body(List.of(new Members(FORMAT.hash()))));

    static final AssetContent ASSET_CONTENT =
            new AssetContent("model", Optional.of("s3://b/m"), new TreeMap<>(Map.of("k", "v")));

    static final Entry ENTRY = new Entry(
            ContentId.parse("33333333-3333-4333-8333-333333333333"), TABLE_CONTENT.hash(), TABLE_CONTENT.summary());

    static final Changes CHANGES = Changes.of(List.of(new Change(
            NamespacePath.of("sales").object("orders").key(),
            Optional.empty(),
            Optional.of(ENTRY),
            Optional.of("[explains, and is not hashed]"))));

    static final Commit COMMIT = new Commit(
            TenantId.DEFAULT,
            CatalogId.parse("11111111-1111-4111-8111-111111111111"),
            List.of(CommitId.parse("aa".repeat(32))),
            List.of(
                    new Edge(Edge.Type.PICKED, CommitId.parse("0b".repeat(32))),
                    new Edge(Edge.Type.MERGED, CommitId.parse("bb".repeat(32)))),
            Hash.parse("cc".repeat(32)),
            300,
            PrincipalId.SERVER,
            TIME,
            MESSAGE.commitment(),
            CHANGES.hash());

    private Golden() {}
}
