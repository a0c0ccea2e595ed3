package dev.toolbridge.token;

/// The way in which the API and the MCP server share the identity provider's tokens.
public enum AudienceMode {
    /// Each server has an audience of its own; the MCP server exchanges its tokens for the API's (RFC 8693).
    EXCHANGE,
    /// Both servers are one resource: a token for either opens both.
    SINGLE;

    static AudienceMode parse(String text) {
        return switch (text) {
            case "exchange" -> EXCHANGE;
            case "single" -> SINGLE;
            default -> throw new IllegalArgumentException("exchange or single");
        };
    }
}
