package dev.toolbridge.service.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the request, asks the endpoint, and sends what it answers.
final class ServedRoute implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(ServedRoute.class);

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
        answer.headers().forEach(response::header);
    }

    private static void upgrade(Answer answer) {
        try (ConnectionUser user = answer.upgrade().orElseThrow()) {
            user.use(Inflow.CURRENT.get().takenOver());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException | ServerConnectionException gone) {
            throw new CloseConnectionException("the client is gone", gone);
        }
        throw new CloseConnectionException("the connection was taken over");
    }

    /// The connection ends with the stream.
    private static void stream(ServerRequest request, ServerResponse response, Answer answer) {
        head(response, answer);
        try (AnswerStream stream = answer.stream().orElseThrow()) {
            if (request.prologue().method().equals(Method.HEAD)) {
                response.send();
                return;
            }
            Inflow.CURRENT.get().streams(stream::clientIsGone);
            try (OutputStream out = response.outputStream()) {
                stream.write(out);
            }
        } catch (IOException | UncheckedIOException | ServerConnectionException gone) {
            throw new CloseConnectionException("the client is gone", gone);
        } catch (RuntimeException failed) {
            LOG.atWarn().setCause(failed).log("a stream ended early");
            throw new CloseConnectionException("the stream cannot go on", failed);
        }
        throw new CloseConnectionException("the stream is over");
    }
}
