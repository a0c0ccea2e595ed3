package dev.toolbridge.service.http.connection;

/// The end of a request cannot be determined, so that nothing behind it may be read as the next request.
final class BadFraming extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    BadFraming(String message) {
        super(message);
    }
}
