package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.http.Router;
import io.meerkat.api.http.Router.Match;
import io.meerkat.api.key.KeyReused;
import io.meerkat.api.key.Keys;
import io.meerkat.api.ref.Places;
import io.meerkat.command.event.Readers.NotReadByAll;
import io.meerkat.command.receipt.KeyAnsweredElsewhere;
import io.meerkat.merge.graph.UnknownCommitException;
import io.meerkat.model.commit.StoredAnswer;
import io.meerkat.storage.CommitUnclear;
import io.meerkat.storage.SqlStates;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** The calls below {@code /api/v1} and {@code /api/v2}, and the server's metrics: finds the operation and puts errors into one form. */
public final class ManagementApi {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementApi.class);
    private static final List<String> FIRST = List.of("api", "v1");
    private static final List<String> SECOND = List.of("api", "v2");

    private final Router<Request> router;
    private final Keys keys;
    private final Function<StoredAnswer, Answer> again;

    /** @param again the answer to what was done before under an idempotency key */
    public ManagementApi(Router<Request> router, Keys keys, Function<StoredAnswer, Answer> again) {
        this.router = router;
        this.keys = keys;
        this.again = again;
    }

    /** Whether a path that is not Iceberg's is one of these. */
    public static boolean owns(List<String> path) {
        return path.equals(List.of(ManagementRoutes.METRICS)) || isBelow(FIRST, path) || isBelow(SECOND, path);
    }

    private static boolean isBelow(List<String> above, List<String> path) {
        return path.size() > above.size() && path.subList(0, above.size()).equals(above);
    }

    public Answer answer(Request request) {
        try {
            return operation(request);
        } catch (ManagementError e) {
            return answer(e, request);
        } catch (UnknownCommitException e) {
            return answer(ManagementError.notFound(String.valueOf(e.getMessage())), request);
        } catch (Places.NoSuchPlace e) {
            return answer(ManagementError.notFound(e.getMessage()), request);
        } catch (KeyReused e) {
            return answer(ManagementError.keyReused(e.getMessage()), request);
        } catch (IllegalArgumentException e) {
            return answer(ManagementError.badRequest(String.valueOf(e.getMessage())), request);
        } catch (RuntimeException e) {
            return answer(failure(e, request), request);
        }
    }

    private Answer operation(Request request) {
        return switch (router.match(request.method(), request.path())) {
            case Match.Found<Request>(var route, var names) ->
                isKeyed(request)
                        ? keys.once(request, () -> route.handler().answer(request, names), again)
                        : route.handler().answer(request, names);
            case Match.OtherMethods<Request>(var methods) ->
                answer(
                                ManagementError.methodNotAllowed(
                                        "%s is not possible here, but %s".formatted(request.method(), methods)),
                                request)
                        .with("Allow", String.join(", ", methods));
            case Match.NotFound<Request>() -> throw ManagementError.notFound("No route for " + request.route());
        };
    }

    private static boolean isKeyed(Request request) {
        return isBelow(SECOND, request.path()) && !request.method().equals("GET");
    }

    private static ManagementError failure(RuntimeException e, Request request) {
        if (e instanceof CommitUnclear) {
            LOG.error("{}: {}", request.route(), e.getMessage(), e);
            return ManagementError.failed("It is not known whether the change was made");
        }
        if (SqlStates.isUnavailable(e) || SqlStates.isConflict(e)) {
            return ManagementError.tryAgain("Nothing was changed; try again");
        }
        if (e instanceof KeyAnsweredElsewhere) {
            return ManagementError.tryAgain("The idempotency key lapses just now; try again");
        }
        if (e instanceof NotReadByAll) {
            return ManagementError.tryAgain(String.valueOf(e.getMessage()));
        }
        LOG.error("{} failed", request.route(), e);
        return ManagementError.failed("The server failed");
    }

    /** A request that was refused before it came here. */
    public static Answer refused(int status, String title, String detail, String requestId) {
        return answer(ManagementError.refused(status, title, detail), true, requestId);
    }

    private static Answer answer(ManagementError e, Request request) {
        return answer(e, isBelow(SECOND, request.path()), request.actor().requestId());
    }

    private static Answer answer(ManagementError e, boolean problem, String requestId) {
        var body = problem ? problem(e) : first(e);
        body.put("request_id", requestId);
        e.facts().forEach(body::put);
        e.members().ifPresent(body::setAll);
        e.errors().ifPresent(errors -> body.set("errors", errors));
        var answer = Answer.error(e.status(), e.told(), ManagementJson.write(body));
        var typed = problem ? answer.with("Content-Type", "application/problem+json") : answer;
        return e.status() == 503 ? typed.with("Retry-After", "1") : typed;
    }

    /** As RFC 9110 has it, which RFC 9457 asks for where the type is about:blank. */
    private static String phrase(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 422 -> "Unprocessable Content";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "Status " + status;
        };
    }

    private static ObjectNode first(ManagementError e) {
        return ManagementJson.object()
                .put("error", e.getMessage())
                .put("message", e.getMessage())
                .put("code", e.status());
    }

    /** RFC 9457. */
    private static ObjectNode problem(ManagementError e) {
        return ManagementJson.object()
                .put("type", "about:blank")
                .put("title", phrase(e.status()))
                .put("status", e.status())
                .put("detail", e.getMessage());
    }
}
