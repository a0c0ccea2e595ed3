package dev.toolbridge.service.http;

/// Answers one kind of request, or throws a [Refusal].
@FunctionalInterface
public interface Endpoint {
    Answer answer(Request request);
}
