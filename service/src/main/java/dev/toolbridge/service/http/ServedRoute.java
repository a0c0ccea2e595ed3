package dev.toolbridge.service.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// Reads the request, asks the endpoint, and sends what it answers.
final class ServedRoute implements Handler {
    private final Route route;

    ServedRoute(Route route) {
        this.route = route;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        send(response, route.endpoint().answer(RequestReader.read(request, route.bodyBytesMax())));
    }

    static void sendFailure(ServerRequest request, ServerResponse response, Throwable failure) {
        var accept = request.headers().values(HeaderNames.ACCEPT);
        send(response, ErrorAnswers.answer(failure, accept, EdgeFilter.correlationId(request)));
    }

    private static void send(ServerResponse response, Answer answer) {
        response.status(answer.status());
        answer.headers().forEach(response::header);
        AnswerBytes.send(response, answer.body());
    }
}
