package dev.toolbridge.service.http;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.error.Refusal;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.util.List;

/// Requests that are refused before any route sees them get the same kind of answer, without a word of internals.
final class ProtocolErrors {

    private ProtocolErrors() {}

    static void install(DirectHandlers.Builder handlers) {
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            handlers.addHandler(event, (_, _, status, headers, _) -> answer(refusal(status.code()), headers));
        }
    }

    private static DirectHandler.TransportResponse answer(Refusal refusal, ServerResponseHeaders headers) {
        String id = Correlation.idFrom(List.of());
        Answer answer = ErrorAnswers.answer(refusal, List.of(), id);
        headers.set(HeaderNames.create(WireHeader.CORRELATION), id);
        answer.headers().forEach((name, value) -> headers.set(HeaderNames.create(name), value));
        return DirectHandler.TransportResponse.builder()
                .status(Status.create(answer.status()))
                .headers(headers)
                .keepAlive(false)
                .entity(answer.body())
                .build();
    }

    private static Refusal refusal(int status) {
        return switch (status) {
            case 404 -> Refusal.of(ErrorCode.NOT_FOUND, "no such path");
            case 413 -> Refusal.of(ErrorCode.TOO_LARGE, "the body is too large");
            case 414 -> Refusal.of(ErrorCode.PATH_TOO_LONG, "the path is too long");
            case 431 -> Refusal.of(ErrorCode.HEADERS_TOO_LARGE, "the headers are too large");
            case 501 -> Refusal.of(ErrorCode.NOT_IMPLEMENTED, "of the transfer codings only chunked is known");
            case 503 ->
                Refusal.of(ErrorCode.UNAVAILABLE, "too many requests at a time").header("Retry-After", "1");
            case 505 -> Refusal.of(ErrorCode.HTTP_VERSION_NOT_SUPPORTED, "this server speaks HTTP/1.1 and HTTP/1.0");
            default ->
                status >= 500
                        ? Refusal.of(ErrorCode.INTERNAL, "internal error")
                        : Refusal.of(ErrorCode.INVALID_REQUEST, "this is not a valid HTTP request");
        };
    }
}
