package dev.toolbridge.service.socket;

/// The server's side of one WebSocket. Its methods are called by the connection's thread, one after the other.
public interface SocketListener {

    void opened(SocketOutput out);

    /// A whole text message, within the limit of its size.
    void message(String text);

    /// A message that is binary or too long, of which nothing is kept.
    void unreadable(String reason);

    /// A sign of life that is no message.
    void pong();

    /// The last call: the connection is closed, or was never opened.
    void closed();
}
