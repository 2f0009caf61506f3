package io.meerkat.api.management.schema;

import io.meerkat.api.openapi.Member;
import io.meerkat.api.openapi.Schema;
import io.meerkat.model.BranchPurpose;
import io.meerkat.model.Commit;
import io.meerkat.model.RefName;
import java.util.Locale;
import java.util.stream.Stream;

/** Texts and numbers that occur everywhere. */
final class Values {
    static final Schema COMMIT_ID = Schema.matching("[0-9a-f]{64}").named("CommitId");
    static final Schema COMMIT_ID_GIVEN = Schema.matching("[0-9a-fA-F]{64}");
    static final Schema HASH = Schema.matching("[0-9a-f]{64}");
    static final Schema UUID = Schema.text("uuid");
    static final Schema TIME = Schema.text("date-time").such("2026-11-21T10:50:51.469939Z");
    static final Schema REF_NAME = Schema.text().atLeastOne().atMost(RefName.BYTES_MAX);
    static final Schema PLACE = Schema.text().atLeastOne().such("main~3");
    static final Schema PERSON = Schema.text().such("anonymous");
    static final Schema COUNT = Schema.integer(0);
    static final Schema MESSAGE = Schema.text().atMost(Commit.MESSAGE_MAX);
    static final Schema PURPOSE = words(BranchPurpose.Type.values());

    /** How a place is written, for descriptions. */
    static final String PLACE_WORDS = "whatever may stand behind the @ of an address: a branch, a tag, a commit id or a"
            + " beginning of one, one of these with steps back such as main~3 or dev^2, or a time";

    static final Member NEXT_PAGE =
            Member.maybe("next_page_token", Schema.text(), "the page_token of the next page; absent on the last page");

    private Values() {}

    /** As the API spells the constants of an enum. */
    static Schema words(Enum<?>... values) {
        return Schema.words(Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList());
    }

    /** As codes are spelled. */
    static Schema codes(Enum<?>... values) {
        return Schema.words(Stream.of(values).map(Enum::name).toList());
    }
}
