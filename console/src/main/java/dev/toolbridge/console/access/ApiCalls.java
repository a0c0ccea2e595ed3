package dev.toolbridge.console.access;

/// Sends requests of a signed-in person to the public API, past every check that a request from elsewhere meets.
public interface ApiCalls {

    /// The answer of the API; a refusal is an answer too.
    ApiAnswer send(ApiRequest request, Person person);
}
