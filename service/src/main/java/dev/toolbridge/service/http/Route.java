package dev.toolbridge.service.http;

import java.util.List;

/// One line of a server's route table. A line for `GET` answers `HEAD` too.
///
/// @param method HTTP method
/// @param path path with `{placeholders}`
/// @param bodyBytesMax the largest request body
/// @param endpoint the code that answers it
/// @param quiet true when machines request it all the time, so that only its failures are logged
public record Route(String method, String path, int bodyBytesMax, Endpoint endpoint, boolean quiet) {

    public Route(String method, String path, int bodyBytesMax, Endpoint endpoint) {
        this(method, path, bodyBytesMax, endpoint, false);
    }

    /// A line without a body that machines ask all the time.
    public static Route check(String path, Endpoint endpoint) {
        return new Route("GET", path, 0, endpoint, true);
    }

    /// The same line, answered by another endpoint.
    public Route answeredBy(Endpoint other) {
        return new Route(method, path, bodyBytesMax, other, quiet);
    }

    /// The same line for requests that name nothing in their query.
    public Route withoutQuery() {
        return answeredBy(request -> {
            request.requireQueryOf(List.of());
            return endpoint.answer(request);
        });
    }

    HandledRoute handled() {
        return new HandledRoute(method, path, new ServedRoute(this));
    }
}
