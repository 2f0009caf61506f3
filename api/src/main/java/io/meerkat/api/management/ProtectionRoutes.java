package io.meerkat.api.management;

import static io.meerkat.api.management.DescribedRoute.ofCatalog;
import static io.meerkat.api.management.Operations.changing;
import static io.meerkat.api.management.Operations.reading;

import io.meerkat.api.management.DescribedRoute.Calls;
import io.meerkat.api.management.schema.Protections;
import io.meerkat.api.openapi.Document.Group;
import io.meerkat.api.openapi.RequestBody;
import io.meerkat.api.openapi.Response;
import java.util.List;

/** How branches and tags are protected. */
final class ProtectionRoutes {
    private static final String PROTECTIONS = "Protections";

    static final Group GROUP =
            new Group(PROTECTIONS, "What nobody may do to the branches and tags whose names match a pattern");

    private ProtectionRoutes() {}

    static List<DescribedRoute> all() {
        return List.of(
                ofCatalog(
                        reading("protections", "getProtections", PROTECTIONS, "Tells all protections")
                                .answers(Response.of(200, "All protections, by pattern", Protections.ALL)),
                        Calls::protections,
                        ProtectionCalls::list),
                ofCatalog(
                        changing("PUT", "protections", "replaceProtections", PROTECTIONS, "Replaces all protections")
                                .takes(new RequestBody(Protections.ALL, true))
                                .answers(Response.of(200, "All protections, by pattern", Protections.ALL)),
                        Calls::protections,
                        ProtectionCalls::replace));
    }
}
