package io.meerkat.api.management.schema;

import io.meerkat.api.openapi.Parameter;
import io.meerkat.api.openapi.Schema;
import io.meerkat.model.CatalogName;
import io.meerkat.query.Page;

/** What calls take in their paths, queries and headers. */
public final class Parameters {
    public static final Parameter CATALOG = Parameter.path(
                    "catalog",
                    Schema.matching("[A-Za-z0-9_][A-Za-z0-9_.-]*")
                            .atMost(CatalogName.LENGTH_MAX)
                            .such("default"),
                    "the name of a catalog")
            .named("Catalog");

    public static final Parameter BRANCH = Parameter.path(
                    "branch", Values.REF_NAME, "the name of a branch; a slash within it is %2F")
            .named("Branch");

    public static final Parameter TAG = Parameter.path(
                    "tag", Values.REF_NAME, "the name of a tag; a slash within it is %2F")
            .named("Tag");

    public static final Parameter COMMIT = Parameter.path("ref", Values.PLACE, "which commit: " + Values.PLACE_WORDS);

    public static final Parameter MERGE = Parameter.path("id", Values.UUID, "the id under which it was opened")
            .named("MergeId");

    public static final Parameter LIMIT = Parameter.query(
                    "limit",
                    Schema.integer(1).ifAbsent(Page.LIMIT_DEFAULT),
                    "how many entries a page has at most; more than %d counts as %1$d".formatted(Page.LIMIT_MAX))
            .named("Limit");

    public static final Parameter PAGE_TOKEN = Parameter.query(
                    "page_token",
                    Schema.text().atLeastOne(),
                    "the next_page_token of the page before, with the other parameters as they were")
            .named("PageToken");

    public static final Parameter PREFIX =
            Parameter.query("prefix", Schema.text().ifAbsent(""), "what the names begin with");

    public static final Parameter PURPOSE =
            Parameter.query("purpose", Values.PURPOSE, "what the branches are for; all if absent");

    public static final Parameter STATE =
            Parameter.query("state", Merges.STATE, "how far they have come; all if absent");

    public static final Parameter EXPECTED =
            Parameter.query("expected", Values.COMMIT_ID_GIVEN, "deletes it only if it points to this commit now");

    public static final Parameter REF = place("ref", "where to look: ");
    public static final Parameter FROM = place("from", "what is compared: ");
    public static final Parameter TO = place("to", "with what: ");

    public static final Parameter WITHOUT = Parameter.query(
            "without", Values.PLACE, "leaves out what this one contains, as git's without..ref: " + Values.PLACE_WORDS);

    public static final Parameter WITHIN = path("a table, a view, or a namespace with all in it");

    public static final Parameter OBJECT = path("which table or view").andNecessary();

    public static final Parameter COLUMN = Parameter.query(
            "column",
            Schema.text().atLeastOne().such("address.city"),
            "a column of the table, by its name at the ref: only what was done to it, whatever its name was then."
                    + " A page may then hold fewer entries than it could, and have a next one");

    public static final Parameter AUTHOR =
            Parameter.query("author", Schema.text(), "a part of the name of the author, in any case");

    public static final Parameter SINCE = Parameter.query("since", Values.TIME, "not made before; the zone is needed");

    public static final Parameter UNTIL = Parameter.query("until", Values.TIME, "not made after; the zone is needed");

    public static final Parameter TEXT = Parameter.query("text", Schema.text(), "a part of the message, in any case");

    public static final Parameter IDEMPOTENCY_KEY = Parameter.header(
                    "Idempotency-Key",
                    Values.UUID,
                    "A UUID of version 7. A call under a key that succeeded before is answered again and does nothing;"
                            + " another call under the key is refused with 422")
            .named("IdempotencyKey");

    private Parameters() {}

    private static Parameter place(String name, String what) {
        return Parameter.query(name, Values.PLACE.ifAbsent("main"), what + Values.PLACE_WORDS);
    }

    private static Parameter path(String what) {
        return Parameter.query(
                "path",
                Schema.text().atLeastOne().such("sales.eu.orders"),
                what + ": levels and name with dots between, or with unit separators (U+001F) if one holds a dot");
    }
}
