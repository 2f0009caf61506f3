package io.meerkat.api.management.schema;

import io.meerkat.api.openapi.Member;
import io.meerkat.api.openapi.Schema;
import io.meerkat.model.Protection.Act;

/** How branches and tags are protected. */
public final class Protections {
    public static final int COUNT_MAX = 100;

    public static final Schema ALL = Schema.object(Member.of(
                    "protections",
                    Schema.list(Schema.object(
                                            Member.of(
                                                    "pattern",
                                                    Schema.text().atLeastOne().such("release/*"),
                                                    "of names: * stands for any characters but a slash, ** for any, ?"
                                                            + " for one that is no slash"),
                                            Member.of(
                                                    "forbids",
                                                    Schema.list(Values.words(Act.values()))
                                                            .atLeastOne(),
                                                    "what nobody may do to branches and tags of such names: commit"
                                                            + " directly, reset or rebase (force), delete or rename"))
                                    .named("Protection"))
                            .atMost(COUNT_MAX),
                    "each pattern once"))
            .named("Protections");

    private Protections() {}
}
