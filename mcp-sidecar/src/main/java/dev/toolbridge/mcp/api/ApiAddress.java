package dev.toolbridge.mcp.api;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The address of the API, and the limits of its answers.
///
/// @param address scheme, host and port, perhaps with a path before the API's own
/// @param connectTimeout the longest time for a connection
/// @param answerTimeout the longest time for an answer with its body; longer than the API's own deadline
/// @param answerBytesMax the largest answer
/// @param exchange the exchange of tokens that are not for the API
public record ApiAddress(
        URI address,
        Duration connectTimeout,
        Duration answerTimeout,
        int answerBytesMax,
        Optional<ExchangeConfig> exchange) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);

    /// The API's pages end at 4 MiB of payloads; the rest is for its own data about each item.
    private static final int ANSWER_BYTES_MAX = 6 * 1_048_576;

    public static ApiAddress at(URI address) {
        return new ApiAddress(address, CONNECT_TIMEOUT, ANSWER_TIMEOUT, ANSWER_BYTES_MAX, Optional.empty());
    }

    public ApiAddress exchanging(Optional<ExchangeConfig> how) {
        return new ApiAddress(address, connectTimeout, answerTimeout, answerBytesMax, how);
    }

    /// The address of a path below the API's own.
    URI resolve(String pathAndQuery) {
        String base = address.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + pathAndQuery);
    }
}
