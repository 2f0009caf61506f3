package io.meerkat.benchmark.micro.lane;

import io.meerkat.benchmark.micro.sample.SampleCatalog;
import io.meerkat.benchmark.micro.sample.SampleTable;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.Actor;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.ObjectName;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.SaltedText;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Edit;
import io.meerkat.model.commit.Predicate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Requests as they come out of the table lanes: each relies on what the one before it left of the same table. */
final class SampleRequests {
    private static final int SNAPSHOTS = 10;

    private final SampleCatalog catalog;
    private final Tree tree;
    private final RandomGenerator random;
    private final TableContent pattern;

    SampleRequests(SampleCatalog catalog, Tree tree, RandomGenerator random) {
        this.catalog = catalog;
        this.tree = tree;
        this.random = random;
        this.pattern = SampleTable.content(SampleTable.json(SNAPSHOTS, random), random);
    }

    /** A batch for the tree's own commit. */
    List<CommitRequest> draw(int count) {
        Map<ObjectName, TableContent> left = new HashMap<>();
        return Stream.generate(() -> request(catalog.anyTable(random), left))
                .limit(count)
                .toList();
    }

    private CommitRequest request(ObjectName table, Map<ObjectName, TableContent> left) {
        var entry = tree.get(table.key()).orElseThrow();
        var before =
                Optional.ofNullable(left.get(table)).map(TableContent::hash).orElse(entry.content());
        var after = new TableContent(
                Optional.of("s3://warehouse/metadata/%016x.metadata.json".formatted(random.nextLong())),
                pattern.fields(),
                pattern.body());
        left.put(table, after);
        return CommitRequest.by(
                        new Actor(PrincipalId.NOBODY, Optional.empty(), "request", salted("127.0.0.1 client")),
                        salted("set properties of " + table))
                .relyOn(new Predicate.Holds(table, before))
                .edit(new Edit.Put(table, entry.contentId(), after, Optional.empty()))
                .build();
    }

    private SaltedText salted(String text) {
        byte[] salt = new byte[SaltedText.SALT_BYTES];
        random.nextBytes(salt);
        return new SaltedText(salt, text);
    }
}
