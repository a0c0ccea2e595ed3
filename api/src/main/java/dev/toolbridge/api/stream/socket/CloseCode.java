package dev.toolbridge.api.stream.socket;

import dev.toolbridge.service.error.Refusal;

/// The reasons for which the server closes a socket.
enum CloseCode {
    RESTARTING(1012),
    AWAY(1013),
    BAD_FRAME(4400),
    UNAUTHORIZED(4401),
    FORBIDDEN(4403),
    TOO_SLOW(4408),
    TOO_MANY(4429);

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    /// The number in the closing frame.
    int number() {
        return number;
    }

    /// The reason that corresponds to the refusal of a request.
    static CloseCode of(Refusal refusal) {
        return switch (refusal.status()) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 429 -> TOO_MANY;
            case 503 -> AWAY;
            default -> BAD_FRAME;
        };
    }
}
