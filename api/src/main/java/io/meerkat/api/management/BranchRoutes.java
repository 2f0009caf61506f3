package io.meerkat.api.management;

import static io.meerkat.api.management.DescribedRoute.ofCatalog;
import static io.meerkat.api.management.DescribedRoute.ofOne;
import static io.meerkat.api.management.Operations.LOCATION;
import static io.meerkat.api.management.Operations.changing;
import static io.meerkat.api.management.Operations.posting;
import static io.meerkat.api.management.Operations.reading;
import static io.meerkat.api.management.schema.Parameters.BRANCH;
import static io.meerkat.api.management.schema.Parameters.EXPECTED;
import static io.meerkat.api.management.schema.Parameters.LIMIT;
import static io.meerkat.api.management.schema.Parameters.PAGE_TOKEN;
import static io.meerkat.api.management.schema.Parameters.PREFIX;
import static io.meerkat.api.management.schema.Parameters.PURPOSE;
import static io.meerkat.api.management.schema.Problems.CONFLICT;

import io.meerkat.api.management.DescribedRoute.Calls;
import io.meerkat.api.management.schema.Refs;
import io.meerkat.api.openapi.Document.Group;
import io.meerkat.api.openapi.RequestBody;
import io.meerkat.api.openapi.Response;
import java.util.List;

/** Branches: names for commits that move on. */
final class BranchRoutes {
    private static final String BRANCHES = "Branches";

    static final Group GROUP = new Group(BRANCHES, "Names for commits that move on with each commit made there");

    private BranchRoutes() {}

    static List<DescribedRoute> all() {
        return List.of(
                ofCatalog(
                        reading("branches", "listBranches", BRANCHES, "Lists branches by name")
                                .takes(PREFIX, PURPOSE, LIMIT, PAGE_TOKEN)
                                .answers(Response.of(200, "A page of branches", Refs.BRANCHES)),
                        Calls::refs,
                        RefCalls::branches),
                ofCatalog(
                        posting("branches", "createBranch", BRANCHES, "Makes a branch")
                                .takes(new RequestBody(Refs.NEW_BRANCH, true))
                                .answers(
                                        Response.of(201, "The branch", Refs.BRANCH)
                                                .with(LOCATION),
                                        CONFLICT),
                        Calls::refs,
                        RefCalls::createBranch),
                ofOne(
                        reading("branches/{branch}", "getBranch", BRANCHES, "Tells where a branch points")
                                .takes(BRANCH)
                                .answers(Response.of(200, "The branch", Refs.BRANCH)),
                        Calls::refs,
                        RefCalls::branch),
                ofOne(
                        changing("DELETE", "branches/{branch}", "deleteBranch", BRANCHES, "Deletes a branch")
                                .takes(BRANCH, EXPECTED)
                                .answers(Response.empty(204, "It is deleted"), CONFLICT),
                        Calls::refs,
                        RefCalls::deleteBranch),
                ofOne(
                        posting("branches/{branch}/reset", "resetBranch", BRANCHES, "Points a branch to another commit")
                                .takes(BRANCH)
                                .takes(new RequestBody(Refs.RESET, true))
                                .answers(Response.of(200, "The branch", Refs.BRANCH), CONFLICT),
                        Calls::refs,
                        RefCalls::resetBranch),
                ofOne(
                        reading("branches/{branch}/reflog", "getReflog", BRANCHES, "Tells where a branch pointed")
                                .takes(BRANCH, LIMIT, PAGE_TOKEN)
                                .answers(Response.of(200, "A page of entries, the newest first", Refs.REFLOG)),
                        Calls::refs,
                        RefCalls::reflog),
                ofOne(
                        posting("branches/{branch}/rename", "renameBranch", BRANCHES, "Gives a branch another name")
                                .takes(BRANCH)
                                .takes(new RequestBody(Refs.RENAME, true))
                                .answers(Response.of(200, "The branch", Refs.BRANCH), CONFLICT),
                        Calls::refs,
                        RefCalls::renameBranch),
                ofOne(
                        posting(
                                        "branches/{branch}/undelete",
                                        "undeleteBranch",
                                        BRANCHES,
                                        "Makes the branch of this name anew that was deleted last, where it pointed")
                                .takes(BRANCH)
                                .answers(
                                        Response.of(201, "The branch", Refs.BRANCH)
                                                .with(LOCATION),
                                        CONFLICT),
                        Calls::refs,
                        RefCalls::undeleteBranch));
    }
}
