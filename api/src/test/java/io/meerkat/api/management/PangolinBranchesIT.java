package io.meerkat.api.management;

import static io.meerkat.api.management.PangolinServer.SERVER;
import static io.meerkat.api.management.PangolinServer.delete;
import static io.meerkat.api.management.PangolinServer.each;
import static io.meerkat.api.management.PangolinServer.get;
import static io.meerkat.api.management.PangolinServer.post;
import static io.meerkat.api.management.PangolinServer.text;
import static io.meerkat.api.management.PangolinServer.texts;
import static io.meerkat.api.management.PangolinServer.told;
import static io.meerkat.api.management.PangolinServer.unique;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Branches in Pangolin's dialect. */
class PangolinBranchesIT {
    private final TestCatalog catalog = TestCatalog.on(SERVER);

    private void make(String name) {
        told(201, post("branches", "name", name, "catalog", catalog.name()));
    }

    @Test
    void aBranchThatWasMadeIsShownAsPangolinShowsIt() {
        catalog.create("", "t");
        var made = told(201, post("branches", "name", "dev", "catalog", catalog.name(), "from_branch", "null"));

        assertThat(text(made, "name")).isEqualTo("dev");
        assertThat(text(made, "catalog_name")).isEqualTo(catalog.name());
        assertThat(text(made, "catalog")).isEqualTo(catalog.name());
        assertThat(text(made, "branch_type")).isEqualTo("experimental");
        assertThat(text(made, "from_branch")).isEqualTo("main");
        assertThat(made.get("assets").isArray()).isTrue();
        assertThat(made.get("assets").isEmpty()).isTrue();
        assertThat(text(made, "head_commit_id"))
                .hasSize(36)
                .startsWith(catalog.head("main").substring(0, 8));
        assertThat(made.has("id") && made.has("created_at")).isTrue();
        assertThat(told(200, get("branches/dev?catalog=" + catalog.name()))).isEqualTo(made);
        assertThat(catalog.names("@dev")).containsExactly("t");
    }

    @Test
    void branchesAreListedByCatalogOrAllAndInPages() {
        make("one");
        make("two");
        var other = TestCatalog.on(SERVER);
        String here = "branches?catalog=" + catalog.name();

        var listed = told(200, get(here));

        assertThat(texts(listed, "name")).containsExactly("main", "one", "two");
        assertThat(listed.get(0).get("from_branch").isNull()).isTrue();
        assertThat(texts(told(200, get(here + "&limit=1&offset=1")), "name")).containsExactly("one");
        assertThat(texts(told(200, get(here + "&offset=3")), "name")).isEmpty();
        assertThat(texts(told(200, get(here + "&name=two")), "name")).containsExactly("two");
        assertThat(texts(told(200, get("branches")), "catalog_name"))
                .contains("default", other.name())
                .filteredOn(catalog.name()::equals)
                .hasSize(3);
        assertThat(get("branches?catalog=nowhere").status()).isEqualTo(404);
    }

    @Test
    void aBranchIsFoundWithoutItsCatalogIfThatIsClear() {
        String name = unique("only-here");
        make(name);
        assertThat(text(told(200, get("branches/" + name)), "catalog_name")).isEqualTo(catalog.name());
        assertThat(text(told(200, get("branches/main")), "catalog_name")).isEqualTo("default");

        var other = TestCatalog.on(SERVER);
        told(201, post("branches", "name", name, "catalog", other.name()));

        assertThat(text(told(400, get("branches/" + name)), "message")).contains(catalog.name(), other.name(), name);
        told(201, post("branches", "name", name));
        assertThat(text(told(200, get("branches/" + name)), "catalog_name")).isEqualTo("default");
        told(204, delete("branches/" + name));
        assertThat(get("branches/" + name).status()).isEqualTo(400);
        assertThat(get("branches/nobody").status()).isEqualTo(404);
        assertThat(get("branches/nobody?catalog=" + catalog.name()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"feature/x", "a/b/c", "merge", "x/commits", "a+b", "rebase/rebase"})
    void namesWorkAsTheyAreInPaths(String name) {
        make(name);
        String in = "?catalog=" + catalog.name();
        String commits = "branches/" + name + "/commits" + in;

        if (!name.endsWith("/commits")) {
            assertThat(text(told(200, get("branches/" + name + in)), "name")).isEqualTo(name);
        }
        assertThat(text(told(200, get("branches/" + name.replace("/", "%2F") + in)), "name"))
                .isEqualTo(name);
        int before = told(200, get(commits)).size();
        catalog.create("", "on_main");
        told(200, post("branches/" + name + "/rebase", "name", name, "catalog", catalog.name()));
        assertThat(told(200, get(commits)).size()).isEqualTo(before + 1);
        told(204, delete("branches/" + name + in));
        assertThat(get("branches/" + name.replace("/", "%2F") + in).status()).isEqualTo(404);
    }

    @Test
    void commitsAreToldAsPangolinTellsThem() {
        String name = unique("dev");
        make(name);
        catalog.create("@" + name, "t");

        var commits = told(200, get("branches/" + name + "/commits"));

        var newest = commits.get(0);
        assertThat(text(newest, "id")).isEqualTo(text(told(200, get("branches/" + name)), "head_commit_id"));
        assertThat(text(newest, "parent_id")).isEqualTo(text(commits.get(1), "id"));
        assertThat(text(newest, "message")).contains("t");
        assertThat(newest.get("timestamp").isIntegralNumber()).isTrue();
        assertThat(text(newest, "author")).isEqualTo("anonymous");
        assertThat(told(200, get("branches/" + name + "/commits?limit=1&offset=1"))
                        .get(0))
                .isEqualTo(commits.get(1));
    }

    @Test
    void aBranchBeginsOnAnotherOne() {
        make("dev");
        catalog.create("@dev", "t");
        var made = told(201, post("branches", "name", "of-dev", "catalog", catalog.name(), "from_branch", "dev"));

        assertThat(text(made, "from_branch")).isEqualTo("dev");
        assertThat(catalog.names("@of-dev")).containsExactly("t");
        assertThat(post("branches", "name", "x", "catalog", catalog.name(), "from_branch", "nobody")
                        .status())
                .isEqualTo(404);
        told(204, delete("branches/dev?catalog=" + catalog.name()));
        assertThat(told(200, get("branches/of-dev?catalog=" + catalog.name()))
                        .get("from_branch")
                        .isNull())
                .isTrue();
    }

    @Test
    void aBranchHasATypeAndMayBeForSomeAssetsOnly() {
        String in = catalog.name();
        assertThat(text(told(400, post("branches", "name", "x", "catalog", in, "assets", "[\"t\"]")), "message"))
                .contains("'sales.orders'", "\"t\"");
        assertThat(text(
                        told(404, post("branches", "name", "x", "catalog", in, "assets", "[\"default.t\"]")),
                        "message"))
                .contains("default.t");
        assertThat(texts(told(200, get("branches?catalog=" + in)), "name")).containsExactly("main");
        catalog.create("", "t");

        var made = told(
                201,
                post("branches", "name", "x", "catalog", in, "branch_type", "Ingest", "assets", "[\"default.t\"]"));

        assertThat(text(made, "branch_type")).isEqualTo("ingest");
        assertThat(made.get("assets").toString()).isEqualTo("[\"default.t\"]");
        assertThat(told(200, get("branches/x?catalog=" + in))).isEqualTo(made);
        assertThat(text(
                        told(
                                201,
                                post(
                                        "branches",
                                        "name",
                                        "y",
                                        "catalog",
                                        in,
                                        "branch_type",
                                        "unheard-of",
                                        "assets",
                                        "[]")),
                        "branch_type"))
                .isEqualTo("experimental");
    }

    @Test
    void badRequestsAreRefused() {
        make("dev");
        assertThat(post("branches", "name", "dev", "catalog", catalog.name()).status())
                .isEqualTo(409);
        assertThat(post("branches", "catalog", catalog.name()).status()).isEqualTo(400);
        assertThat(post("branches", "name", "a b", "catalog", catalog.name()).status())
                .isEqualTo(400);
        assertThat(post("branches", "name", "x", "catalog", "nowhere").status()).isEqualTo(404);
        assertThat(delete("branches/main?catalog=" + catalog.name()).status()).isEqualTo(400);
        assertThat(delete("branches/nobody?catalog=" + catalog.name()).status()).isEqualTo(404);
        assertThat(delete("branches/nobody").status()).isEqualTo(404);
        assertThat(each(told(200, get("branches?catalog=" + catalog.name())))).hasSize(2);
    }
}
