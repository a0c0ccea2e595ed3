package dev.toolbridge.service.http.connection;

import java.io.OutputStream;

/// The body of an answer that is written while it comes into being. It is closed in every case, even if it never
/// begins because the client asked for the head only.
public interface AnswerStream extends AutoCloseable {

    /// The first bytes, which are sent with the head, so that the client knows at once that the stream is open.
    byte[] opening();

    /// Begins to write, on other threads. Each piece is sent at once; writing fails when the client is gone, or does
    /// not read.
    ///
    /// @param over is run once, after the last write
    void begin(OutputStream out, Runnable over);

    /// Ends the writing soon: the client has closed its connection, or the server stops.
    void clientIsGone();

    @Override
    void close();
}
