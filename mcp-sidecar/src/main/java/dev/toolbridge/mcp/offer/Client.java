package dev.toolbridge.mcp.offer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.mcp.protocol.MethodParameters;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A client's description of itself: claims, not facts.
///
/// @param implementation its name and version
/// @param capabilities the names of its capabilities
public record Client(Optional<Implementation> implementation, Set<String> capabilities) {

    public Client {
        capabilities = Set.copyOf(capabilities);
    }

    /// A client that has not described itself yet.
    public static Client unknown() {
        return new Client(Optional.empty(), Set.of());
    }

    /// Reads the description from members of these names.
    public static Client of(ObjectNode said, String implementation, String capabilities) {
        ObjectNode named = MethodParameters.object(said, implementation);
        Set<String> declared = MethodParameters.object(said, capabilities)
                .propertyStream()
                .flatMap(Client::names)
                .collect(Collectors.toSet());
        return new Client(
                named.isEmpty() ? Optional.empty() : Optional.of(MethodParameters.as(Implementation.class, named)),
                declared);
    }

    /// The name of a capability, and those of its parts: `elicitation`, `elicitation.url`.
    private static Stream<String> names(Map.Entry<String, JsonNode> capability) {
        String name = capability.getKey();
        return Stream.concat(
                Stream.of(name), capability.getValue().propertyStream().map(part -> name + "." + part.getKey()));
    }

    public boolean declares(String capability) {
        return capabilities.contains(capability);
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
