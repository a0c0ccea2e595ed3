package dev.toolbridge.mcp.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.api.OnBehalf;
import dev.toolbridge.mcp.protocol.Call;
import dev.toolbridge.mcp.protocol.PromptSet.PartialArgument;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.mcp.protocol.ResourceSet;
import dev.toolbridge.mcp.protocol.ToolSet;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every item as a resource, `toolbridge://notes/{uid}` and so on: notes as Markdown, all others as JSON.
public final class EntityResources implements ResourceSet {
    private static final String TOOL = "resources";
    private static final String UID = "uid";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);
    private static final int CANDIDATES_MAX = 100;
    private static final int NOT_FOUND = 404;

    private final ApiClient api;
    private final List<EntityType> types;

    public EntityResources(ApiClient api, List<EntityType> types) {
        this.api = api;
        this.types = List.copyOf(types);
    }

    @Override
    public EntityResources narrowed(ToolSet tools) {
        return new EntityResources(
                api,
                types.stream()
                        .filter(type -> tools.offers("get_" + type.name()))
                        .toList());
    }

    /// Items are too many to be listed: the list tools find them.
    @Override
    public List<Resource> list() {
        return List.of();
    }

    @Override
    public List<ResourceTemplate> templates() {
        return types.stream()
                .map(type -> ResourceTemplate.builder(template(type), type.name())
                        .title(type.label())
                        .description("One " + type.label() + " by its uid.")
                        .mimeType(mediaType(type))
                        .build())
                .toList();
    }

    @Override
    public Optional<ReadResourceResult> read(String uri, Call call) {
        return ItemAddress.of(uri, types).flatMap(address -> {
            call.require(List.of(address.scope()));
            return read(address, OnBehalf.of(call, TOOL));
        });
    }

    private Optional<ReadResourceResult> read(ItemAddress address, OnBehalf caller) {
        return switch (api.send(address.request(), caller)) {
            case ApiAnswer.Done done -> {
                String text = isMarkdown(address.type()) ? Markdown.of(done.body()) : Json.text(done.body());
                ResourceContents contents = TextResourceContents.builder(address.uri(), text)
                        .mimeType(mediaType(address.type()))
                        .build();
                yield Optional.of(ReadResourceResult.builder(List.of(contents)).build());
            }
            case ApiAnswer.Refused refused when refused.status() == NOT_FOUND -> Optional.empty();
            case ApiAnswer.Refused refused -> throw ProtocolError.refused(refused.status(), refused.text());
            case ApiAnswer.Unreachable _, ApiAnswer.Unanswered _, ApiAnswer.Unreadable _, ApiAnswer.TooLong _ ->
                throw ProtocolError.refused(503, "the workspace cannot answer");
        };
    }

    /// Uids of the newest items whose text has what was written so far.
    @Override
    public List<String> complete(String template, PartialArgument argument, Call call) {
        if (!argument.name().equals(UID)) {
            throw ProtocolError.invalidParameters("params.argument.name must be " + UID);
        }
        EntityType type = types.stream()
                .filter(known -> template(known).equals(template))
                .findFirst()
                .orElseThrow(() -> ProtocolError.invalidParameters("params.ref.uri is not one of our templates"));
        var request = ApiRequest.of("GET", "/v1/" + type.plural())
                .with("order", "changed.desc")
                .with("limit", Integer.toString(CANDIDATES_MAX));
        return api.send(request, OnBehalf.of(call, TOOL)) instanceof ApiAnswer.Done done
                ? matching(type, done.body(), argument.value().toLowerCase(Locale.ROOT))
                : List.of();
    }

    private static List<String> matching(EntityType type, ObjectNode page, String written) {
        String title = type.fields().getFirst().name();
        return page.path("items")
                .valueStream()
                .filter(item -> Stream.of(item.path(UID), item.path("payload").path(title))
                        .anyMatch(text -> text.asText().toLowerCase(Locale.ROOT).contains(written)))
                .map(item -> item.path(UID).asText())
                .toList();
    }

    /// Looks at the versions of the items every few seconds, as long as the token of the watcher is valid.
    @Override
    public Watch watch(Set<String> uris, Principal principal, Consumer<String> changed) {
        Set<ItemAddress> addresses = uris.stream()
                .map(uri -> ItemAddress.of(uri, types)
                        .orElseThrow(() -> ProtocolError.invalidParameters("no resource can stand at " + uri)))
                .collect(Collectors.toUnmodifiableSet());
        var call = Call.single(principal, "watch");
        call.require(
                addresses.stream().map(ItemAddress::scope).distinct().sorted().toList());
        var watcher = new Watcher(api, OnBehalf.of(call, TOOL), changed);
        Thread thread = Thread.ofVirtual().name("resource-watch").start(() -> {
            watcher.run(addresses, LOOK_EVERY, principal.expiresAt());
        });
        return thread::interrupt;
    }

    private static String template(EntityType type) {
        return ItemAddress.SCHEME + type.plural() + "/{uid}";
    }

    private static boolean isMarkdown(EntityType type) {
        return type.name().equals("note");
    }

    private static String mediaType(EntityType type) {
        return isMarkdown(type) ? "text/markdown" : "application/json";
    }
}
