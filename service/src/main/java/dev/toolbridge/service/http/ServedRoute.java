package dev.toolbridge.service.http;

import dev.toolbridge.service.http.connection.AnswerStream;
import dev.toolbridge.service.http.connection.Inflow;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;

/// Reads the request, asks the endpoint, and sends what it answers.
final class ServedRoute implements Handler {
    private final Route route;

    ServedRoute(Route route) {
        this.route = route;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        Answer answer = route.endpoint().answer(RequestReader.read(request, route.bodyBytesMax()));
        if (answer.upgrade().isPresent()) {
            response.status(answer.status());
            upgrade(answer);
        } else if (answer.stream().isPresent()) {
            stream(request, response, answer);
        } else {
            send(response, answer);
        }
    }

    static void sendFailure(ServerRequest request, ServerResponse response, Throwable failure) {
        var accept = request.headers().values(HeaderNames.ACCEPT);
        send(response, ErrorAnswers.answer(failure, accept, EdgeFilter.correlationId(request)));
    }

    private static void send(ServerResponse response, Answer answer) {
        head(response, answer);
        AnswerBytes.send(response, answer.body());
    }

    private static void head(ServerResponse response, Answer answer) {
        response.status(answer.status());
        answer.headers().forEach((name, value) -> response.header(HeaderLines.named(name), value));
    }

    private static void upgrade(Answer answer) {
        throw Inflow.current().takeOver(answer.upgrade().orElseThrow());
    }

    /// Sends the head with the beginning of the stream. The connection ends with the stream, and the head says so.
    private static void stream(ServerRequest request, ServerResponse response, Answer answer) {
        AnswerStream stream = answer.stream().orElseThrow();
        head(response, answer);
        try {
            if (request.prologue().method().equals(Method.HEAD)) {
                response.send();
                stream.close();
                return;
            }
            response.header(HeaderNames.CONNECTION, "close");
            OutputStream out = response.outputStream();
            out.write(stream.opening());
            out.flush();
        } catch (IOException | RuntimeException gone) {
            stream.close();
            throw new CloseConnectionException("the client is gone", gone);
        }
        throw Inflow.current().takeOver(stream);
    }
}
