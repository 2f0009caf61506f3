package io.meerkat.api.server;

import io.meerkat.api.http.Answer;
import io.meerkat.api.iceberg.IcebergApi;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.management.ManagementApi;

/** Requests that are refused before a dialect sees them, in the form of the one that they are meant for. */
final class EarlyRefusals {
    private static final String SECOND_VERSION = "/api/v2/";
    private static final String EXCEPTION = "Exception";

    private EarlyRefusals() {}

    /** @param uri as it came, for it may be what cannot be read */
    static Answer answer(String uri, String requestId, IcebergError e) {
        return uri.startsWith(SECOND_VERSION)
                ? ManagementApi.refused(e.status(), e.type().replace(EXCEPTION, ""), e.getMessage(), requestId)
                : IcebergApi.answer(e);
    }
}
