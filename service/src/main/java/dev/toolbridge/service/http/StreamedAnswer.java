package dev.toolbridge.service.http;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection on which an answer is written that is a stream. The connection ends with it.
record StreamedAnswer(AnswerStream stream) implements Successor {
    private static final Logger LOG = LoggerFactory.getLogger(StreamedAnswer.class);

    @Override
    public void use(Inflow.Ways ways) {
        BooleanSupplier awaitEnd = ways.awaitEnd();
        Thread.ofVirtual().name("stream-end").start(() -> {
            if (awaitEnd.getAsBoolean()) {
                stream.clientIsGone();
            }
        });
        try (var out = new ChunkedOutput(ways.answers())) {
            stream.write(out);
        } catch (IOException | UncheckedIOException | ServerConnectionException gone) {
            throw new CloseConnectionException("the client is gone", gone);
        } catch (RuntimeException failed) {
            LOG.atWarn().setCause(failed).log("a stream ended early");
            throw new CloseConnectionException("the stream cannot go on", failed);
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
