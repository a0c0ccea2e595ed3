package dev.toolbridge.service.http;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/// Answers what no route took: `OPTIONS` with the methods of a known path (RFC 9110, section 9.3.7), 405 when the path
/// is known by other methods, else 404.
final class UnknownPath implements Handler {
    private final List<HandledRoute> routes;

    UnknownPath(List<HandledRoute> routes) {
        this.routes = routes;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String allowed = allowedMethods(request);
        if (allowed.isEmpty()) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "no such path");
        }
        if (!request.prologue().method().equals(Method.OPTIONS)) {
            throw Refusal.of(ErrorCode.METHOD_NOT_ALLOWED, "method not allowed").header("Allow", allowed);
        }
        response.status(Status.NO_CONTENT_204).header("Allow", allowed).send();
    }

    private String allowedMethods(ServerRequest request) {
        var methods = routes.stream()
                .filter(route -> PathMatchers.create(route.path())
                        .match(request.prologue().uriPath())
                        .accepted())
                .flatMap(route -> route.methods().stream())
                .distinct()
                .toList();
        return methods.isEmpty() ? "" : String.join(", ", methods) + ", OPTIONS";
    }
}
