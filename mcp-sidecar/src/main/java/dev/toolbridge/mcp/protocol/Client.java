package dev.toolbridge.mcp.protocol;

import dev.toolbridge.contract.WireHeader;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import java.util.Optional;

/// What a client says of itself. Claims, not facts.
public record Client(Optional<Implementation> implementation, ClientCapabilities capabilities) {
    private static final ClientCapabilities NO_CAPABILITIES =
            ClientCapabilities.builder().build();

    /// A client that has said nothing yet.
    static Client unknown() {
        return new Client(Optional.empty(), NO_CAPABILITIES);
    }

    static Client of(InitializeRequest request) {
        return new Client(
                Optional.ofNullable(request.clientInfo()),
                Optional.ofNullable(request.capabilities()).orElse(NO_CAPABILITIES));
    }

    /// Name and version for the journal: printable ASCII, no longer than a claim may be.
    public Optional<String> claim() {
        return implementation
                .map(named -> named.version() == null ? named.name() : named.name() + "/" + named.version())
                .map(Client::printable)
                .filter(claim -> !claim.isEmpty());
    }

    private static String printable(String text) {
        String ascii = text.replaceAll("[^\\x20-\\x7E]", "?").strip();
        return ascii.substring(0, Math.min(ascii.length(), WireHeader.CLAIM_LENGTH_MAX));
    }
}
