package io.meerkat.api.management;

import io.meerkat.model.RefName;
import io.meerkat.storage.ref.TenantRefs.CatalogRef;
import tools.jackson.databind.node.ObjectNode;

/** Branches and tags in Pangolin's form. */
final class PangolinRefJson {
    private PangolinRefJson() {}

    static ObjectNode branch(CatalogRef branch) {
        var purpose = branch.ref().purpose();
        var node = named(branch)
                .put("head_commit_id", commit(branch))
                .put("branch_type", PurposeJson.word(purpose.type()));
        var assets = node.putArray("assets");
        purpose.writable().forEach(key -> assets.add(key.identifier().toString()));
        return node.put("from_branch", branch.from().map(RefName::value).orElse(null));
    }

    static ObjectNode tag(CatalogRef tag) {
        return named(tag).put("commit_id", commit(tag));
    }

    private static ObjectNode named(CatalogRef found) {
        return ManagementJson.object()
                .put("name", found.ref().name().value())
                .put("catalog_name", found.catalog().value())
                .put("catalog", found.catalog().value())
                .put("id", found.ref().id().toString())
                .put("created_at", found.ref().createdAt().toString());
    }

    private static String commit(CatalogRef found) {
        return found.ref().at().commit().uuid().toString();
    }
}
