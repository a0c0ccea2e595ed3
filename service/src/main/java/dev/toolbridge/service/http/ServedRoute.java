package dev.toolbridge.service.http;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import io.helidon.common.buffers.DataReader;
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
                name -> request.headers().values(HeaderNames.create(name)),
                body(request),
                request.remotePeer().host(),
                EdgeFilter.correlationId(request));
    }

    /// The body is read before anything is decided, so that no unread rest can be taken for the next request.
    private byte[] body(ServerRequest request) throws IOException {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        byte[] body = bytes(request, route.bodyBytesMax() + 1);
        if (body.length > route.bodyBytesMax()) {
            throw Refusal.of(ErrorCode.TOO_LARGE, "the body is larger than " + route.bodyBytesMax() + " bytes");
        }
        return body;
    }

    private static byte[] bytes(ServerRequest request, int bytesMax) throws IOException {
        try {
            return request.content().inputStream().readNBytes(bytesMax);
        } catch (IllegalArgumentException | DataReader.InsufficientDataAvailableException badFraming) {
            throw Refusal.of(ErrorCode.INVALID_REQUEST, "the body is not framed as HTTP says");
        }
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
