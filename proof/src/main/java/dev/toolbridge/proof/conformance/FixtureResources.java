package dev.toolbridge.proof.conformance;

import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.PromptSet;
import dev.toolbridge.mcp.offer.ResourceSet;
import dev.toolbridge.mcp.offer.ToolSet;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The resources that the suite reads.
final class FixtureResources implements ResourceSet {
    private static final String TEXT = "test://static-text";
    private static final String BINARY = "test://static-binary";
    private static final String WATCHED = "test://watched-resource";
    private static final Pattern TEMPLATE = Pattern.compile("test://template/([^/]+)/data");

    private static final Map<String, ResourceContents> CONTENTS = Map.of(
            TEXT, Fixtures.resource(TEXT, "text/plain", "This is the content of the static text resource."),
            BINARY,
                    BlobResourceContents.builder(BINARY, Fixtures.PNG)
                            .mimeType("image/png")
                            .build(),
            WATCHED, Fixtures.resource(WATCHED, "text/plain", "Watched resource content"));

    @Override
    public ResourceSet narrowed(ToolSet tools) {
        return this;
    }

    @Override
    public List<Resource> list() {
        return List.of(
                resource(TEXT, "text", "text/plain"),
                resource(BINARY, "binary", "image/png"),
                resource(WATCHED, "watched", "text/plain"));
    }

    private static Resource resource(String uri, String name, String mediaType) {
        return Resource.builder(uri, name)
                .description("A fixture of the conformance suite.")
                .mimeType(mediaType)
                .build();
    }

    @Override
    public List<ResourceTemplate> templates() {
        return List.of(ResourceTemplate.builder("test://template/{id}/data", "template")
                .description("A fixture of the conformance suite.")
                .mimeType("application/json")
                .build());
    }

    @Override
    public Optional<ReadResourceResult> read(String uri, Call call) {
        var filled = TEMPLATE.matcher(uri);
        Optional<ResourceContents> contents = filled.matches()
                ? Optional.of(Fixtures.resource(
                        uri, "application/json", "{\"id\":\"%s\",\"templateTest\":true}".formatted(filled.group(1))))
                : Optional.ofNullable(CONTENTS.get(uri));
        return contents.map(found -> ReadResourceResult.builder(List.of(found)).build());
    }

    @Override
    public List<String> complete(String template, PromptSet.PartialArgument argument, Call call) {
        return List.of();
    }

    @Override
    public void requireWatchable(Set<String> uris, Principal principal) {}

    @Override
    public Watch watch(Set<String> uris, Supplier<Principal> newest, Consumer<String> changed) {
        return () -> {};
    }
}
