package io.meerkat.api.iceberg;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Answer.Told;
import io.meerkat.api.http.Request;
import io.meerkat.api.http.Router;
import io.meerkat.api.http.Router.Match;
import io.meerkat.api.http.Router.Route;
import io.meerkat.api.location.NotWrittenException;
import io.meerkat.api.ref.Place;
import io.meerkat.api.ref.Places;
import io.meerkat.model.CatalogName;
import io.meerkat.model.TenantId;
import io.meerkat.storage.SqlStates;
import io.meerkat.storage.load.Loader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Iceberg REST under all its mounts: finds the place and the operation, and puts errors into Iceberg's envelope. */
public final class IcebergApi {
    private static final Logger LOG = LoggerFactory.getLogger(IcebergApi.class);

    private static final List<String> CONFIG = List.of("config");

    private final Router<IcebergCall> router;
    private final IcebergConfig config;
    private final Places places;
    private final Loader loader;

    /** @param clientSettings what clients must know to find the warehouse */
    public IcebergApi(
            Router<IcebergCall> router,
            Places places,
            Loader loader,
            Duration idempotencyLifetime,
            Map<String, String> clientSettings) {
        this.router = router;
        this.places = places;
        this.loader = loader;
        this.config = new IcebergConfig(
                router.routes().stream()
                        .map(route -> route.method() + " /v1/{prefix}/" + route.path())
                        .toList(),
                idempotencyLifetime,
                clientSettings);
    }

    /** Whether a path is of one of the mounts. */
    public static boolean owns(List<String> path) {
        return IcebergPath.of(path).isPresent();
    }

    public Answer answer(Request request) {
        try {
            var path = IcebergPath.of(request.path())
                    .orElseThrow(() -> IcebergError.badRequest("No route for " + request.route()));
            return answer(request, path);
        } catch (IcebergError e) {
            return answer(e);
        } catch (NotWrittenException e) {
            // Files are written before a commit enters its lane, so that it certainly did not happen.
            LOG.warn("{}: {}", request.route(), e.getMessage(), e);
            return answer(IcebergError.tryAgain(e.getMessage()));
        } catch (RuntimeException e) {
            return answer(failure(request, e));
        }
    }

    /** What a change came to is told by an {@link IcebergError}: whatever else fails has changed nothing. */
    private static IcebergError failure(Request request, RuntimeException e) {
        if (SqlStates.isUnavailable(e)) {
            LOG.warn("{}: the database cannot be reached: {}", request.route(), e.getMessage());
            return IcebergError.tryAgain("the database cannot be reached");
        }
        LOG.error("{} failed", request.route(), e);
        String message = "The server failed; request " + request.actor().requestId();
        return isRead(request)
                ? new IcebergError(500, "InternalServerError", message)
                : IcebergError.tryAgain(message + "; nothing was changed");
    }

    private Answer answer(Request request, IcebergPath path) {
        if (path.operation().equals(CONFIG)) {
            return request.method().equals("GET") ? config(request, path) : notAllowed(request.method(), Set.of("GET"));
        }
        if (path.operation().equals(Tokens.PATH)) {
            return request.method().equals("POST") ? Tokens.refuse() : notAllowed(request.method(), Set.of("POST"));
        }
        return operation(request, path);
    }

    private static boolean isRead(Request request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    private Answer config(Request request, IcebergPath path) {
        String warehouse = path.prefix()
                .or(() -> request.parameter("warehouse").filter(text -> !text.isEmpty()))
                .orElse(CatalogName.DEFAULT.value());
        try {
            var place = places.find(TenantId.DEFAULT, warehouse);
            requireOnePlace(path, place);
            return loader.ref(place.tenant(), place.catalog(), place.point())
                    .map(ref -> ReadAt.named(ref, config.answer(place, path.nested())))
                    .orElseThrow(() -> noSuchWarehouse(warehouse, places.whyNot(place)));
        } catch (Places.NoSuchPlace e) {
            throw noSuchWarehouse(warehouse, e.getMessage());
        } catch (IllegalArgumentException e) {
            throw IcebergError.badRequest("'%s' names no warehouse: %s".formatted(warehouse, e.getMessage()));
        }
    }

    private static IcebergError noSuchWarehouse(String text, String reason) {
        return new IcebergError(
                404, "NoSuchWarehouseException", "Warehouse does not exist: %s (%s)".formatted(text, reason));
    }

    private Answer operation(Request request, IcebergPath path) {
        return switch (router.match(request.method(), path.operation())) {
            case Match.Found<IcebergCall>(var route, var names) ->
                operation(route, new IcebergCall(request, place(path), path.nested(), names));
            case Match.OtherMethods<IcebergCall>(var methods) -> notAllowed(request.method(), methods);
            case Match.NotFound<IcebergCall>() ->
                throw new IcebergError(404, "NotFoundException", "No route for " + request.route());
        };
    }

    private static Answer operation(Route<IcebergCall> route, IcebergCall call) {
        try {
            return route.handler().answer(call, call.names());
        } catch (IcebergError e) {
            return answer(e, Subject.of(call));
        }
    }

    /** For a path that is there for other methods, in their alphabetical order. */
    public static Answer notAllowed(String method, Set<String> methods) {
        var sorted = new TreeSet<>(methods);
        return answer(new IcebergError(
                        405,
                        "UnsupportedOperationException",
                        "%s is not possible here, but %s".formatted(method, sorted)))
                .with("Allow", String.join(", ", sorted));
    }

    private Place place(IcebergPath path) {
        var place = place(path.prefix().orElse(CatalogName.DEFAULT.value()));
        requireOnePlace(path, place);
        return place;
    }

    /** A path may name its place twice: in the client's base address, and in the prefix that the client was given. */
    private void requireOnePlace(IcebergPath path, Place place) {
        path.again().ifPresent(text -> {
            if (!place(text).isSameAs(place)) {
                throw IcebergError.badRequest("The path names two places: %s and %s".formatted(place, text));
            }
        });
    }

    private Place place(String text) {
        try {
            return places.find(TenantId.DEFAULT, text);
        } catch (Places.NoSuchPlace e) {
            throw new IcebergError(404, "NoSuchNamespaceException", e.getMessage());
        } catch (IllegalArgumentException e) {
            throw IcebergError.badRequest("'%s' names no catalog or ref: %s".formatted(text, e.getMessage()));
        }
    }

    /** The envelope. {@code Retry-After} is sent where certainly nothing happened, for then clients repeat by themselves. */
    public static Answer answer(IcebergError e) {
        return answer(e, Optional.empty());
    }

    private static Answer answer(IcebergError e, Optional<String> subject) {
        var error = Map.of("message", e.getMessage(), "type", e.type(), "code", e.status());
        var answer = Answer.error(
                e.status(), new Told(e.type(), e.getMessage(), subject), IcebergJson.write(Map.of("error", error)));
        return e.status() == 503 ? answer.with("Retry-After", "1") : answer;
    }
}
