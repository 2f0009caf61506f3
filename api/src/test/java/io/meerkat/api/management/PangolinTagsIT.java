package io.meerkat.api.management;

import static io.meerkat.api.management.PangolinServer.SERVER;
import static io.meerkat.api.management.PangolinServer.delete;
import static io.meerkat.api.management.PangolinServer.get;
import static io.meerkat.api.management.PangolinServer.post;
import static io.meerkat.api.management.PangolinServer.text;
import static io.meerkat.api.management.PangolinServer.texts;
import static io.meerkat.api.management.PangolinServer.told;
import static io.meerkat.api.management.PangolinServer.unique;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tags in Pangolin's dialect. */
class PangolinTagsIT {
    private final TestCatalog catalog = TestCatalog.on(SERVER);

    private String head() {
        return text(told(200, get("branches/main?catalog=" + catalog.name())), "head_commit_id");
    }

    @Test
    void aTagNamesACommitByItsUuidItsHashOrABeginning() {
        catalog.create("", "t");
        String uuid = head();
        String hash = catalog.head("main");
        for (String commit : List.of(uuid, hash, hash.substring(0, 10))) {
            var made = told(
                    201, post("tags", "name", "v" + commit.length(), "commit_id", commit, "catalog", catalog.name()));
            assertThat(text(made, "commit_id")).isEqualTo(uuid);
            assertThat(text(made, "catalog_name")).isEqualTo(catalog.name());
        }
        catalog.drop("", "t");

        assertThat(catalog.names("@v36")).containsExactly("t");
        var listed = told(200, get("tags?catalog=" + catalog.name()));
        assertThat(texts(listed, "name")).containsExactly("v10", "v36", "v64");
        assertThat(texts(listed, "commit_id")).containsOnly(uuid);
        assertThat(texts(told(200, get("tags?limit=1&offset=1&catalog=" + catalog.name())), "name"))
                .containsExactly("v36");
    }

    @Test
    void tagsAreListedAndDeletedWithoutACatalog() {
        String name = unique("release/1");
        told(201, post("tags", "name", name, "commit_id", head(), "catalog", catalog.name()));

        assertThat(texts(told(200, get("tags")), "name")).contains(name);
        told(204, delete("tags/" + name));

        assertThat(texts(told(200, get("tags")), "name")).doesNotContain(name);
        assertThat(delete("tags/" + name).status()).isEqualTo(404);
    }

    @Test
    void aTagOfTheDefaultCatalogNeedsNoCatalog() {
        String name = unique("v");
        String commit = text(told(200, get("branches/main")), "head_commit_id");

        var made = told(201, post("tags", "name", name, "commit_id", commit, "catalog", "null"));

        assertThat(text(made, "catalog_name")).isEqualTo("default");
        told(204, delete("tags/" + name + "?catalog=default"));
    }

    @Test
    void badRequestsAreRefused() {
        String in = catalog.name();
        told(201, post("tags", "name", "v1", "commit_id", head(), "catalog", in));

        assertThat(post("tags", "name", "v1", "commit_id", head(), "catalog", in)
                        .status())
                .isEqualTo(409);
        assertThat(post("tags", "name", "main", "commit_id", head(), "catalog", in)
                        .status())
                .isEqualTo(409);
        assertThat(post("tags", "name", "v2", "commit_id", UUID.randomUUID().toString(), "catalog", in)
                        .status())
                .isEqualTo(404);
        assertThat(post("tags", "name", "v2", "catalog", in).status()).isEqualTo(400);
        assertThat(post("tags", "commit_id", head(), "catalog", in).status()).isEqualTo(400);
        assertThat(post("tags", "name", "v2", "commit_id", "f".repeat(64), "catalog", in)
                        .status())
                .isEqualTo(404);
        assertThat(delete("tags/main?catalog=" + in).status()).isEqualTo(404);
        assertThat(texts(told(200, get("tags?catalog=" + in)), "name")).containsExactly("v1");
    }
}
