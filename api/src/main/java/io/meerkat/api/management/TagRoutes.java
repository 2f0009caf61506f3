package io.meerkat.api.management;

import static io.meerkat.api.management.DescribedRoute.ofCatalog;
import static io.meerkat.api.management.DescribedRoute.ofOne;
import static io.meerkat.api.management.Operations.LOCATION;
import static io.meerkat.api.management.Operations.changing;
import static io.meerkat.api.management.Operations.posting;
import static io.meerkat.api.management.Operations.reading;
import static io.meerkat.api.management.schema.Parameters.LIMIT;
import static io.meerkat.api.management.schema.Parameters.PAGE_TOKEN;
import static io.meerkat.api.management.schema.Parameters.PREFIX;
import static io.meerkat.api.management.schema.Parameters.TAG;
import static io.meerkat.api.management.schema.Problems.CONFLICT;

import io.meerkat.api.management.DescribedRoute.Calls;
import io.meerkat.api.management.schema.Refs;
import io.meerkat.api.openapi.Document.Group;
import io.meerkat.api.openapi.RequestBody;
import io.meerkat.api.openapi.Response;
import java.util.List;

/** Tags: names for commits that never move. */
final class TagRoutes {
    private static final String TAGS = "Tags";

    static final Group GROUP = new Group(TAGS, "Names for commits that never move");

    private TagRoutes() {}

    static List<DescribedRoute> all() {
        return List.of(
                ofCatalog(
                        reading("tags", "listTags", TAGS, "Lists tags by name")
                                .takes(PREFIX, LIMIT, PAGE_TOKEN)
                                .answers(Response.of(200, "A page of tags", Refs.TAGS)),
                        Calls::refs,
                        RefCalls::tags),
                ofCatalog(
                        posting("tags", "createTag", TAGS, "Makes a tag")
                                .takes(new RequestBody(Refs.NEW_TAG, true))
                                .answers(Response.of(201, "The tag", Refs.TAG).with(LOCATION), CONFLICT),
                        Calls::refs,
                        RefCalls::createTag),
                ofOne(
                        reading("tags/{tag}", "getTag", TAGS, "Tells what a tag names")
                                .takes(TAG)
                                .answers(Response.of(200, "The tag", Refs.TAG)),
                        Calls::refs,
                        RefCalls::tag),
                ofOne(
                        changing("DELETE", "tags/{tag}", "deleteTag", TAGS, "Deletes a tag")
                                .takes(TAG)
                                .answers(Response.empty(204, "It is deleted")),
                        Calls::refs,
                        RefCalls::deleteTag),
                ofOne(
                        posting("tags/{tag}/rename", "renameTag", TAGS, "Gives a tag another name")
                                .takes(TAG)
                                .takes(new RequestBody(Refs.RENAME, true))
                                .answers(Response.of(200, "The tag", Refs.TAG), CONFLICT),
                        Calls::refs,
                        RefCalls::renameTag),
                ofOne(
                        posting(
                                        "tags/{tag}/undelete",
                                        "undeleteTag",
                                        TAGS,
                                        "Makes the tag of this name anew that was deleted last, where it pointed")
                                .takes(TAG)
                                .answers(Response.of(201, "The tag", Refs.TAG).with(LOCATION), CONFLICT),
                        Calls::refs,
                        RefCalls::undeleteTag));
    }
}
