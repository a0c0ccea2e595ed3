package dev.toolbridge.service.http;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Turns the server's request into ours, asks the endpoint, and sends what it answers.
final class ServedRoute implements Handler {
    private final Route route;

    ServedRoute(Route route) {
        this.route = route;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws IOException {
        refuseEncodings(request);
        send(response, route.endpoint().answer(read(request)));
    }

    static void sendFailure(ServerRequest request, ServerResponse response, Throwable failure) {
        RequestBody.settle(request, response);
        var accept = request.headers().values(HeaderNames.ACCEPT);
        send(response, ErrorAnswers.answer(failure, accept, EdgeFilter.correlationId(request)));
    }

    private static void send(ServerResponse response, Answer answer) {
        response.status(answer.status());
        answer.headers().forEach(response::header);
        response.send(answer.body());
    }

    private static void refuseEncodings(ServerRequest request) {
        if (request.headers().contains(HeaderNames.CONTENT_ENCODING)) {
            throw Refusal.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding is not supported on requests");
        }
    }

    private Request read(ServerRequest request) throws IOException {
        return new Request(
                request.prologue().method().text(),
                request.path().rawPath(),
                parameters(request),
                query(request),
                name -> headerLines(request, name),
                RequestBody.read(request, route.bodyBytesMax()),
                request.remotePeer().host(),
                EdgeFilter.correlationId(request));
    }

    /// The values as they came, line by line: a comma inside one is part of it.
    private static List<String> headerLines(ServerRequest request, String name) {
        var header = HeaderNames.create(name);
        return request.headers().contains(header)
                ? request.headers().get(header).allValues()
                : List.of();
    }

    private static SequencedMap<String, String> parameters(ServerRequest request) {
        var values = new LinkedHashMap<String, String>();
        var parameters = request.path().pathParameters();
        parameters.names().forEach(name -> values.put(name, parameters.get(name)));
        return values;
    }

    private static SequencedMap<String, List<String>> query(ServerRequest request) {
        var values = new LinkedHashMap<String, List<String>>();
        var query = request.query();
        query.names().forEach(name -> values.put(name, query.all(name)));
        return values;
    }
}
