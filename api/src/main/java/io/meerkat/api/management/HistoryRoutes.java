package io.meerkat.api.management;

import static io.meerkat.api.management.DescribedRoute.ofCatalog;
import static io.meerkat.api.management.DescribedRoute.ofOne;
import static io.meerkat.api.management.Operations.reading;
import static io.meerkat.api.management.schema.Parameters.AUTHOR;
import static io.meerkat.api.management.schema.Parameters.COLUMN;
import static io.meerkat.api.management.schema.Parameters.COMMIT;
import static io.meerkat.api.management.schema.Parameters.FROM;
import static io.meerkat.api.management.schema.Parameters.LIMIT;
import static io.meerkat.api.management.schema.Parameters.OBJECT;
import static io.meerkat.api.management.schema.Parameters.PAGE_TOKEN;
import static io.meerkat.api.management.schema.Parameters.REF;
import static io.meerkat.api.management.schema.Parameters.SINCE;
import static io.meerkat.api.management.schema.Parameters.TEXT;
import static io.meerkat.api.management.schema.Parameters.TO;
import static io.meerkat.api.management.schema.Parameters.UNTIL;
import static io.meerkat.api.management.schema.Parameters.WITHIN;
import static io.meerkat.api.management.schema.Parameters.WITHOUT;

import io.meerkat.api.history.Blame;
import io.meerkat.api.management.DescribedRoute.Calls;
import io.meerkat.api.management.schema.Commits;
import io.meerkat.api.openapi.Document.Group;
import io.meerkat.api.openapi.Response;
import java.util.List;

/** What was done, and what differs. */
final class HistoryRoutes {
    private static final String HISTORY = "History";

    static final Group GROUP = new Group(HISTORY, "Commits, what they changed, and who last changed what");

    private HistoryRoutes() {}

    static List<DescribedRoute> all() {
        return List.of(
                ofCatalog(
                        reading("log", "getLog", HISTORY, "Lists the commits of a ref, with all that was merged")
                                .takes(REF, WITHOUT, WITHIN, AUTHOR, SINCE, UNTIL, TEXT, LIMIT, PAGE_TOKEN)
                                .answers(Response.of(200, "A page of commits", Commits.LOG)),
                        Calls::logs,
                        LogCalls::log),
                ofOne(
                        reading(
                                        "commits/{ref}",
                                        "getCommit",
                                        HISTORY,
                                        "Tells a commit with its changes against its first parent")
                                .takes(COMMIT, LIMIT, PAGE_TOKEN)
                                .answers(Response.of(200, "The commit with a page of its changes", Commits.DETAILS)),
                        Calls::logs,
                        LogCalls::commit),
                ofCatalog(
                        reading("diff", "diff", HISTORY, "Tells what differs between two refs, commits or times")
                                .takes(FROM, TO, WITHIN, LIMIT, PAGE_TOKEN)
                                .answers(Response.of(200, "A page of changes", Commits.DIFF)),
                        Calls::logs,
                        LogCalls::diff),
                ofCatalog(
                        reading(
                                        "history",
                                        "getHistory",
                                        HISTORY,
                                        "Lists the commits that made, changed or renamed a table, a view, or a column of a table")
                                .takes(OBJECT, COLUMN, REF, LIMIT, PAGE_TOKEN)
                                .answers(Response.of(200, "A page of commits and changes", Commits.HISTORY)),
                        Calls::objects,
                        ObjectCalls::history),
                ofCatalog(
                        reading(
                                        "blame",
                                        "blame",
                                        HISTORY,
                                        "Tells who last changed each column and property of a table, among the last"
                                                + " %d commits that changed it".formatted(Blame.COMMITS_MAX))
                                .takes(OBJECT, REF)
                                .answers(Response.of(200, "All columns and properties", Commits.BLAME)),
                        Calls::objects,
                        ObjectCalls::blame));
    }
}
