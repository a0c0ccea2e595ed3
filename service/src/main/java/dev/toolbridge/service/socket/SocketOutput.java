package dev.toolbridge.service.socket;

/// The way out of an open WebSocket. Any thread may send.
public interface SocketOutput {

    /// Sends a text message.
    void send(String text);

    /// Asks the client for a sign of life.
    void ping();

    /// Sends the end; nothing can follow.
    ///
    /// @param code the reason as a number (RFC 6455, section 7.4)
    void close(int code, String reason);

    /// Ends a connection whose client does not answer the end.
    void cut();
}
