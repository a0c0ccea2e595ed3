package dev.toolbridge.service.http;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.stream.Collectors;

/// Answers what no route took: 405 with `Allow` when the path is known by other methods, else 404.
final class UnknownPath implements Handler {
    private final List<Route> routes;

    UnknownPath(List<Route> routes) {
        this.routes = routes;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String allowed = routes.stream()
                .filter(route -> PathMatchers.create(route.path())
                        .match(request.prologue().uriPath())
                        .accepted())
                .map(Route::method)
                .distinct()
                .collect(Collectors.joining(", "));
        throw allowed.isEmpty()
                ? Refusal.of(ErrorCode.NOT_FOUND, "no such path")
                : Refusal.of(ErrorCode.METHOD_NOT_ALLOWED, "method not allowed").header("Allow", allowed);
    }
}
