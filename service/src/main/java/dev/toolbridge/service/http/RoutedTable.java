package dev.toolbridge.service.http;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;

/// Hands every request to its line of the table. Answers what belongs to none: `OPTIONS` with the methods of a known
/// path (RFC 9110, section 9.3.7), 405 when the path is known by other methods, else 404.
final class RoutedTable implements Handler {
    private final RouteTree tree;

    RoutedTable(List<HandledRoute> routes) {
        this.tree = RouteTree.of(routes);
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws Exception {
        Method method = request.prologue().method();
        Optional<RouteTree.Match> match =
                tree.find(method.text(), request.prologue().uriPath());
        if (match.isPresent()) {
            request.context().register(RouteTree.Match.class, match.get());
            match.get().route().handler().handle(request, response);
        } else {
            answerUnknown(request, response);
        }
    }

    /// The line of a request and the values in its path; empty until it is found.
    static Optional<RouteTree.Match> match(ServerRequest request) {
        return request.context().get(RouteTree.Match.class, RouteTree.Match.class);
    }

    private void answerUnknown(ServerRequest request, ServerResponse response) {
        List<String> methods = tree.methods(request.prologue().uriPath());
        if (methods.isEmpty()) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "no such path");
        }
        String allowed = String.join(", ", methods) + ", OPTIONS";
        if (!request.prologue().method().equals(Method.OPTIONS)) {
            throw Refusal.of(ErrorCode.METHOD_NOT_ALLOWED, "method not allowed").header("Allow", allowed);
        }
        response.status(Status.NO_CONTENT_204).header("Allow", allowed).send();
    }
}
