package dev.toolbridge.service.route;

import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Endpoint;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.rate.RateClass;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of a route table: the scope it needs, what it reads, and what answers it.
///
/// @param <C> the server's callers
/// @param path begins with its area and its subject: `/v1/notes`, `/admin/tenants`, `/api/v1/reports`
/// @param operation names it in the OpenAPI document
/// @param scope the right that a caller must have, [#OPEN] or [#ANY_CREDENTIAL]
/// @param rateClass the requests that it is counted with
/// @param input the query parameters, headers and body that it reads
/// @param output its answers when it is carried out
public record RouteLine<C>(
        String method,
        String path,
        String operation,
        String scope,
        RateClass rateClass,
        Input input,
        Output output,
        CallerEndpoint<C> endpoint) {

    /// Anybody may ask, without a credential.
    public static final String OPEN = "";

    /// Everybody with a credential may ask, whatever its scopes and audience are.
    public static final String ANY_CREDENTIAL = "*";

    private static final Pattern PATH = Pattern.compile("(?:/api/v\\d+|/v\\d+|/admin)/([a-z_-]+)(?:/.*)?");

    /// A line that is counted with the ordinary requests.
    public RouteLine(
            String method,
            String path,
            String operation,
            String scope,
            Input input,
            Output output,
            CallerEndpoint<C> endpoint) {
        this(method, path, operation, scope, RateClass.ORDINARY, input, output, endpoint);
    }

    public RouteLine {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("a path begins with its area and its subject: " + path);
        }
    }

    /// The description of a route that a server serves without a caller.
    ///
    /// @param scope [#OPEN] or [#ANY_CREDENTIAL]
    public static <C> RouteLine<C> describing(Route route, String operation, String scope, Output output) {
        return new RouteLine<>(
                route.method(), route.path(), operation, scope, Input.NONE, output, (_, request) -> route.endpoint()
                        .answer(request));
    }

    /// Answers the request of a known caller.
    ///
    /// @param <C> the server's callers
    @FunctionalInterface
    public interface CallerEndpoint<C> {
        Answer answer(C caller, Request request);
    }

    /// The part of the path behind the area: `notes`.
    public String subject() {
        Matcher parts = PATH.matcher(path);
        return parts.matches() ? parts.group(1) : "";
    }

    /// Tells if a part of the path is the client's to fill in.
    public boolean hasPlaceholder() {
        return path.contains("{");
    }

    /// The same line, counted with other requests.
    public RouteLine<C> countedAs(RateClass other) {
        return new RouteLine<>(method, path, operation, scope, other, input, output, endpoint);
    }

    /// Answers a caller who may do this, unless the query names what the line does not read.
    public Answer answer(C caller, Request request) {
        if (request.query().isEmpty()) {
            return endpoint.answer(caller, request);
        }
        if (input.takesOthers()) {
            request.requireOnce(input.singleNames());
        } else {
            request.requireQueryOf(input.queryNames());
        }
        return endpoint.answer(caller, request);
    }

    /// The line as a server serves it, once it knows how to recognise callers.
    public Route servedBy(Endpoint edge) {
        return new Route(method, path, input.bodyBytesMax(), edge);
    }
}
