package io.meerkat.model;

/** One aggregate's stream of events: {@code tenant/type/id}. */
public record StreamId(TenantId tenant, String type, String id) {
    public static final String CATALOG = "catalog";
    public static final String BRANCH = "branch";
    public static final String TAG = "tag";
    public static final String ATTEMPTS = "attempts";
    public static final String PURGE = "purge";
    public static final String MERGE = "merge";

    public static StreamId of(TenantId tenant, CatalogId catalog) {
        return new StreamId(tenant, CATALOG, catalog.toString());
    }

    public static StreamId of(TenantId tenant, BranchId branch) {
        return new StreamId(tenant, BRANCH, branch.toString());
    }

    public static StreamId of(TenantId tenant, TagId tag) {
        return new StreamId(tenant, TAG, tag.toString());
    }

    public static StreamId of(TenantId tenant, MergeId merge) {
        return new StreamId(tenant, MERGE, merge.toString());
    }

    /** The stream of what happens to an object's files after it was dropped. */
    public static StreamId ofPurge(TenantId tenant, ContentId object) {
        return new StreamId(tenant, PURGE, object.toString());
    }

    public static StreamId parse(String text) {
        String[] parts = text.split("/", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a stream id: '%s'".formatted(text));
        }
        return new StreamId(TenantId.parse(parts[0]), parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return tenant + "/" + type + "/" + id;
    }
}
