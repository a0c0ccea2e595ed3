package dev.toolbridge.service.http;

import java.io.IOException;
import java.io.OutputStream;

/// The body of an answer that is written while it comes into being. It is closed in every case, even if it is
/// never written because the client asked for the head only.
public interface AnswerStream extends AutoCloseable {

    /// The first bytes, which are sent with the head, so that the client knows at once that the stream is open.
    byte[] opening();

    /// Writes until the stream ends. Each piece is sent at once.
    void write(OutputStream out) throws IOException;

    /// Ends the writing soon; called by another thread when the client has closed its connection.
    void clientIsGone();

    @Override
    void close();
}
