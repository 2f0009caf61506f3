package io.meerkat.api.server;

import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.merge.body.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * Answers what Tomcat refuses before any servlet sees it, such as a path that cannot be decoded or headers without end:
 * in the form of every other error, where Tomcat would show a page.
 */
final class UnreadableRequests extends ErrorReportValve {
    private static final Map<Integer, String> REASONS = Map.of(
            400, "The request's line or headers cannot be read",
            414, "The request's path is too long",
            431, "The request's headers are too long");

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var requestId = Optional.ofNullable(response.getHeader(Gateway.REQUEST_ID))
                .orElseGet(() -> UUID.randomUUID().toString());
        var answer = EarlyRefusals.answer(
                String.valueOf(request.getRequestURI()),
                requestId,
                new IcebergError(
                        status,
                        status < 500 ? "BadRequestException" : "InternalServerError",
                        REASONS.getOrDefault(status, "The request cannot be served")));
        try {
            response.setHeader(Gateway.REQUEST_ID, requestId);
            response.setContentType(answer.headers().getOrDefault("Content-Type", "application/json"));
            for (Document piece : answer.body()) {
                response.getOutputStream().write(piece.bytes());
            }
            response.finishResponse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
