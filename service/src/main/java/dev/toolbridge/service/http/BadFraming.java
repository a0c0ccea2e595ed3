package dev.toolbridge.service.http;

/// Where a request ends cannot be told, so that nothing behind it may be read as the next one.
final class BadFraming extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    BadFraming(String message) {
        super(message);
    }
}
