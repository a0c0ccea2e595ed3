package dev.toolbridge.service.http;

/// The memory that a request body takes until it is answered, as we estimate it.
///
/// A body is worked on in steps of about a mebibyte: beside itself it costs what is made of one step, its text, its
/// tree and what is sent on.
final class BodyCost {
    private static final long STEP_BYTES = 1_048_576;
    private static final int MADE_OF_STEP = 8;

    private BodyCost() {}

    static long of(long bodyBytes) {
        return bodyBytes + MADE_OF_STEP * Math.min(bodyBytes, STEP_BYTES);
    }
}
