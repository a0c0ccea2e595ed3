package dev.toolbridge.service.http;

import io.helidon.webserver.http.Handler;
import java.util.List;

/// One line of a server's route table with a handler of its own, for answers that are streams. A line for `GET` gets
/// `HEAD` too, and must not begin a stream then.
///
/// @param method HTTP method
/// @param path path with `{placeholders}`
public record HandledRoute(String method, String path, Handler handler) {
    private static final String GET = "GET";

    /// The methods that it answers.
    List<String> methods() {
        return method.equals(GET) ? List.of(GET, "HEAD") : List.of(method);
    }
}
