package dev.toolbridge.api.route;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;

/// One line of the API's route table: what it takes, which scope it needs, and what answers it.
///
/// @param operation names it in the OpenAPI document
/// @param scope what a narrowed token must grant
/// @param input what it reads besides its path
/// @param output what it answers with
public record ApiRoute(
        String method,
        String path,
        String operation,
        String scope,
        Input input,
        Output output,
        CallerEndpoint endpoint) {

    /// Answers the request of a known caller.
    @FunctionalInterface
    public interface CallerEndpoint {
        Answer answer(Caller caller, Request request);
    }
}
