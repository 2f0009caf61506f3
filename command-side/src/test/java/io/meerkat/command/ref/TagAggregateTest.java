package io.meerkat.command.ref;

import io.meerkat.command.Requests;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.RefName;
import io.meerkat.model.TagId;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.TagEvent.TagCreated;
import io.meerkat.model.event.TagEvent.TagDeleted;
import io.meerkat.model.event.TagEvent.TagRenamed;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class TagAggregateTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final CatalogId CATALOG = new CatalogId(UUID.randomUUID());
    private static final TagId TAG = new TagId(UUID.randomUUID());
    private static final TagCreated CREATED =
            new TagCreated(TenantId.DEFAULT, CATALOG, TAG, new RefName("v1"), CommitId.parse("aa".repeat(32)));
    private static final TagDeleted DELETED = new TagDeleted(TenantId.DEFAULT, CATALOG, TAG, new RefName("v1"));

    private final AggregateTestFixture<TagAggregate> tag = new AggregateTestFixture<>(TagAggregate.class);

    @Test
    void isCreated() {
        tag.givenNoPriorActivity()
                .when(new CreateTag(CREATED, Requests.ACTOR, NOW))
                .expectEvents(CREATED);
    }

    @Test
    void isRenamedAndKnownByTheSameId() {
        var renamed = new TagRenamed(TenantId.DEFAULT, CATALOG, TAG, new RefName("v1"), new RefName("v1.0"));

        tag.given(CREATED).when(new RenameTag(renamed, Requests.ACTOR, NOW)).expectEvents(renamed);
        tag.given(CREATED, renamed)
                .when(new DeleteTag(
                        new TagDeleted(TenantId.DEFAULT, CATALOG, TAG, new RefName("v1.0")), Requests.ACTOR, NOW))
                .expectEvents(new TagDeleted(TenantId.DEFAULT, CATALOG, TAG, new RefName("v1.0")));
    }

    @Test
    void isDeleted() {
        tag.given(CREATED).when(new DeleteTag(DELETED, Requests.ACTOR, NOW)).expectEvents(DELETED);
    }
}
