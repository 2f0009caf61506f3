package io.meerkat.api.iceberg;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.http.Router;
import io.meerkat.api.http.Router.Match;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Iceberg REST under all its mounts: finds the place and the operation, and puts errors into Iceberg's envelope. */
public final class IcebergApi {
    private static final Logger LOG = LoggerFactory.getLogger(IcebergApi.class);

    private final Router<IcebergCall> router;
    private final IcebergConfig config;
    private final Places places;
    private final Loader loader;

    public IcebergApi(Router<IcebergCall> router, Places places, Loader loader, Duration idempotencyLifetime) {
        this.router = router;
        this.places = places;
        this.loader = loader;
        this.config = new IcebergConfig(
                router.routes().stream()
                        .map(route -> route.method() + " /v1/{prefix}/" + route.path())
                        .toList(),
                idempotencyLifetime);
    }

    /** Whether a path is of one of the mounts. */
    public static boolean owns(List<String> path) {
        return IcebergPath.of(path).isPresent();
    }

    public Answer answer(Request request) {
        try {
            var path = IcebergPath.of(request.path())
                    .orElseThrow(() -> IcebergError.badRequest("No route for " + request.route()));
            return path.operation().equals(List.of("config")) ? config(request, path) : operation(request, path);
        } catch (IcebergError e) {
            return answer(e);
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

    private static boolean isRead(Request request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    private Answer config(Request request, IcebergPath path) {
        String warehouse = path.prefix()
                .or(() -> request.parameter("warehouse").filter(text -> !text.isEmpty()))
                .orElse(CatalogName.DEFAULT.value());
        return config.answer(warehouse(warehouse), path.nested());
    }

    private Place warehouse(String text) {
        try {
            var place = places.find(TenantId.DEFAULT, text);
            if (loader.ref(place.tenant(), place.catalog(), place.point()).isPresent()) {
                return place;
            }
            throw noSuchWarehouse(text, "there is no such catalog, or it had no commit yet");
        } catch (Places.NoSuchPlace e) {
            throw noSuchWarehouse(text, e.getMessage());
        } catch (IllegalArgumentException e) {
            throw IcebergError.badRequest("'%s' names no warehouse: %s".formatted(text, e.getMessage()));
        }
    }

    private static IcebergError noSuchWarehouse(String text, String reason) {
        return new IcebergError(
                404, "NoSuchWarehouseException", "Warehouse does not exist: %s (%s)".formatted(text, reason));
    }

    private Answer operation(Request request, IcebergPath path) {
        return switch (router.match(request.method(), path.operation())) {
            case Match.Found<IcebergCall>(var route, var names) ->
                route.handler().answer(new IcebergCall(request, place(path.prefix()), path.nested(), names), names);
            case Match.OtherMethods<IcebergCall>(var methods) ->
                answer(new IcebergError(
                                405,
                                "UnsupportedOperationException",
                                "%s is not possible here, but %s".formatted(request.method(), methods)))
                        .with("Allow", String.join(", ", methods));
            case Match.NotFound<IcebergCall>() ->
                throw new IcebergError(404, "NotFoundException", "No route for " + request.route());
        };
    }

    private Place place(Optional<String> prefix) {
        String text = prefix.orElse(CatalogName.DEFAULT.value());
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
        var error = Map.of("message", e.getMessage(), "type", e.type(), "code", e.status());
        var answer = Answer.error(e.status(), e.type(), IcebergJson.write(Map.of("error", error)));
        return e.status() == 503 ? answer.with("Retry-After", "1") : answer;
    }
}
