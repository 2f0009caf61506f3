package io.meerkat.merge.item;

/** Something that a merge settled by itself and a person may want to know. */
public record Notice(Topic topic, String path, String sentence) {
    public enum Topic {
        /** Both sides moved columns; their order is that of ours. */
        COLUMN_ORDER,
        /** Names of columns that differ by case only, which some engines take for one. */
        COLUMN_CASE,
        /** Both sides set a sort order; it is that of ours. */
        SORT_DEFAULT,
        /** A spec has another id than on its side. */
        SPEC_RENUMBERED,
        ORDER_RENUMBERED,
        /** Both sides computed statistics of one snapshot; they are those of ours. */
        STATISTICS,
        /** The view names a catalog, and its query is read there wherever the view is. */
        VIEW_CATALOG_BOUND
    }
}
