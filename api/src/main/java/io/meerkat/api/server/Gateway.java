package io.meerkat.api.server;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.BadPathException;
import io.meerkat.api.http.Gzip;
import io.meerkat.api.http.Request;
import io.meerkat.api.http.Segments;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.merge.body.Document;
import io.meerkat.model.Actor;
import io.meerkat.model.PrincipalId;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** The one servlet: reads a request whole, sends it to its dialect, writes the answer. */
final class Gateway extends HttpServlet {
    /** A longer body is refused. */
    static final int BODY_BYTES_MAX = 16 << 20;

    private static final long serialVersionUID = 1L;
    static final String REQUEST_ID = "X-Request-Id";
    private static final int REQUEST_ID_LENGTH_MAX = 128;

    private final transient AtomicReference<ServerState> state;
    private final transient KnownHosts hosts;
    private final transient Origins origins = new Origins();
    private final transient Admission admission = Admission.byMemory();
    private volatile boolean closing;

    Gateway(AtomicReference<ServerState> state, KnownHosts hosts) {
        this.state = state;
        this.hosts = hosts;
    }

    /** From now on each answer is the last on its connection. */
    void closeConnections() {
        closing = true;
    }

    @Override
    protected void service(HttpServletRequest http, HttpServletResponse response) throws IOException {
        String requestId = requestId(http);
        response.setHeader(REQUEST_ID, requestId);
        if (closing) {
            response.setHeader("Connection", "close");
        }
        Answer answer;
        try {
            answer = answer(http, requestId);
        } catch (IcebergError e) {
            answer = EarlyRefusals.answer(http.getRequestURI(), requestId, e);
        } catch (BadPathException e) {
            answer = EarlyRefusals.answer(
                    http.getRequestURI(), requestId, IcebergError.badRequest(String.valueOf(e.getMessage())));
        }
        write(answer, http, response);
    }

    private Answer answer(HttpServletRequest http, String requestId) throws IOException {
        var path = Segments.of(http.getRequestURI());
        var now = state.get();
        if (Health.owns(path)) {
            return Health.answer(http.getMethod(), path, now);
        }
        requireKnownHost(http);
        return switch (now) {
            case ServerState.Serving(var kernel) ->
                admission.admit(read(http, path, requestId), kernel.dialects()::answer);
            case ServerState.Starting(var doing) -> throw IcebergError.tryAgain("the server is starting: " + doing);
            case ServerState.Draining() -> throw IcebergError.tryAgain("the server is stopping");
        };
    }

    /** Not for health: it tells nothing of the catalog, and who probes it can rarely choose the name it sends. */
    private void requireKnownHost(HttpServletRequest http) {
        hosts.objection(Collections.list(http.getHeaders("Host")), Collections.list(http.getHeaders("Origin")))
                .ifPresent(objection -> {
                    throw IcebergError.forbidden(objection);
                });
    }

    private Request read(HttpServletRequest http, List<String> path, String requestId) throws IOException {
        var headers = new HashMap<String, String>();
        http.getHeaderNames()
                .asIterator()
                .forEachRemaining(name -> headers.put(name.toLowerCase(Locale.ROOT), http.getHeader(name)));
        var origin = origins.of(http.getRemoteAddr(), headers.getOrDefault("user-agent", ""));
        var actor = new Actor(PrincipalId.NOBODY, Optional.empty(), requestId, origin);
        return new Request(http.getMethod(), path, query(http.getQueryString()), headers, body(http), actor);
    }

    private static Map<String, List<String>> query(String raw) {
        var query = new HashMap<String, List<String>>();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                query.computeIfAbsent(Segments.decode(name), named -> new ArrayList<>(1))
                        .add(equals < 0 ? "" : Segments.decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static byte[] body(HttpServletRequest http) throws IOException {
        if (http.getContentLengthLong() > BODY_BYTES_MAX) {
            throw tooLarge();
        }
        byte[] body = http.getInputStream().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            throw tooLarge();
        }
        return body;
    }

    private static IcebergError tooLarge() {
        return new IcebergError(
                413, "BadRequestException", "The request's body has more than %d bytes".formatted(BODY_BYTES_MAX));
    }

    private static String requestId(HttpServletRequest http) {
        String given = http.getHeader(REQUEST_ID);
        boolean usable = given != null
                && !given.isEmpty()
                && given.length() <= REQUEST_ID_LENGTH_MAX
                && given.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        return usable ? given : UUID.randomUUID().toString();
    }

    private static void write(Answer plain, HttpServletRequest http, HttpServletResponse response) throws IOException {
        var answer = Gzip.encoded(
                plain, Optional.ofNullable(http.getHeader("Accept-Encoding")).orElse(""));
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (answer.body().isEmpty()) {
            return;
        }
        if (!answer.headers().containsKey("Content-Type")) {
            response.setContentType("application/json");
        }
        response.setContentLengthLong(answer.length());
        if (!http.getMethod().equals("HEAD")) {
            for (Document piece : answer.body()) {
                response.getOutputStream().write(piece.bytes());
            }
        }
    }
}
