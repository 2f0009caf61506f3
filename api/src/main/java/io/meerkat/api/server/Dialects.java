package io.meerkat.api.server;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.iceberg.IcebergApi;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.management.ManagementApi;

/** Each path belongs to one dialect. What any of them refuses is remembered for the audit. */
record Dialects(IcebergApi iceberg, ManagementApi management, Refusals refusals) {
    Answer answer(Request request) {
        var answer = dialect(request);
        refusals.hear(request, answer);
        return answer;
    }

    private Answer dialect(Request request) {
        if (Welcome.isAskedBy(request)) {
            return Welcome.answer(request);
        }
        if (IcebergApi.owns(request.path())) {
            return iceberg.answer(request);
        }
        if (ManagementApi.owns(request.path())) {
            return management.answer(request);
        }
        return IcebergApi.answer(new IcebergError(404, "NotFoundException", "No route for " + request.route()));
    }
}
