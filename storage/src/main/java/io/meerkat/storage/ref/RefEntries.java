package io.meerkat.storage.ref;

/** SQL that tells what refs show under one key. */
final class RefEntries {
    private RefEntries() {}

    /**
     * To be put behind {@code from refs r}, to which it joins {@code e}, whose {@code entry} is what the ref shows now; null where
     * that was dropped. Costs a probe of an index for each ref and each line that it grew from.
     *
     * @param key an expression for the key's bytes; it is put in twice
     */
    static String under(String key) {
        return """
                left join lateral (
                    select line, generation from heads where stream = r.tenant || '/branch/' || r.branch
                    order by after_seq desc limit 1) h on r.type = 'branch'
                cross join lateral (
                    select v.entry
                    from lines l
                    cross join lateral (
                        select entry from entries
                        where line = l.ancestor
                          and (key, generation) between (%1$s, 0::bigint)
                                                    and (%1$s, least(l.up_to, coalesce(h.generation, r.generation)))
                        order by key desc, generation desc limit 1) v
                    where l.line = coalesce(h.line, r.line)
                    order by l.depth limit 1) e
                """.formatted(key);
    }

    /** The object of an entry that {@link #under} joined. */
    static final String OBJECT = "encode(substring(e.entry from 3 for 16), 'hex')::uuid";
}
