package dev.toolbridge.service.http;

import java.io.IOException;
import java.io.OutputStream;

/// The body of an answer that is written while it comes into being. It is closed in every case, even if it is
/// never written because the client asked for the head only.
public interface AnswerStream extends AutoCloseable {

    /// Writes until the stream ends; flushes what the client must see.
    void write(OutputStream out) throws IOException;

    /// Ends the writing soon; called by another thread when the client has closed its connection.
    void clientIsGone();

    @Override
    void close();
}
