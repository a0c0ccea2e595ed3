package dev.toolbridge.api.face;

import dev.toolbridge.service.http.Request;
import java.util.Optional;

/// The number in a path.
final class FaceNumber {
    static final String PLACEHOLDER = "number";

    private FaceNumber() {}

    /// The number of what a request is about; empty for a text that is the number of nothing.
    static Optional<Long> of(Request request) {
        return Optional.of(request.parameter(PLACEHOLDER))
                .filter(text -> text.matches("[1-9]\\d{0,17}"))
                .map(Long::parseLong);
    }
}
