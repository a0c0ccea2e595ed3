package dev.toolbridge.mcp.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.ToolSet;
import dev.toolbridge.mcp.stored.Excerpt;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The items of a type, `toolbridge://notes/{uid}` and so on: notes as Markdown, all others as JSON. Items are
/// too many for the list of resources: the list tools find them.
record ItemResource(ResourceReader reader, EntityType type) implements ResourceEntry {
    private static final int CANDIDATES_MAX = 100;

    /// Tells if one of these tools reads items of that type.
    static boolean isReadable(EntityType type, ToolSet tools) {
        return tools.offers("get_" + type.name());
    }

    @Override
    public Optional<ItemResource> narrowed(ToolSet tools) {
        return isReadable(type, tools) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public Optional<ResourceTemplate> template() {
        return Optional.of(ResourceTemplate.builder(ItemAddress.template(type), type.name())
                .title(type.label())
                .description("One " + type.label() + " by its uid.")
                .mimeType(mediaType())
                .build());
    }

    @Override
    public boolean holds(String uri) {
        return address(uri).isPresent();
    }

    /// The client finds the item under the address that it wrote.
    @Override
    public Optional<ReadResourceResult> read(String uri, Call call) {
        ItemAddress address = address(uri).orElseThrow();
        call.require(List.of(address.scope()));
        return switch (reader.send(address.request(), call)) {
            case ApiAnswer.Done done -> {
                String text = isMarkdown() ? Markdown.of(done.body()) : json(done.body());
                yield Optional.of(ResourceReader.result(uri, mediaType(), text));
            }
            case ApiAnswer.Refused refused when refused.code() == ErrorCode.NOT_FOUND -> Optional.empty();
            case ApiAnswer other -> throw ResourceReader.refusal(other);
        };
    }

    private static String json(ObjectNode item) {
        Excerpt excerpt =
                item.path("payload") instanceof ObjectNode payload ? Excerpt.of(payload) : Excerpt.of(Json.object());
        ObjectNode shown = StoredText.marked().setAll(item);
        excerpt.tell(shown);
        return StoredText.line(shown.set("payload", excerpt.fields()));
    }

    /// Uids of the newest items whose text contains the beginning that was written so far.
    @Override
    public List<String> complete(String written, Call call) {
        var request = ApiRequest.of("GET", "/v1/" + type.plural()).with("order", "changed.desc");
        ApiAnswer newest = ResourceReader.fitting(
                CANDIDATES_MAX, count -> reader.send(request.with("limit", Integer.toString(count)), call));
        return newest instanceof ApiAnswer.Done done
                ? matching(done.body(), written.toLowerCase(Locale.ROOT))
                : List.of();
    }

    private List<String> matching(ObjectNode page, String written) {
        String title = type.fields().getFirst().name();
        return page.path("items")
                .valueStream()
                .filter(item -> Stream.of(
                                item.path(ItemAddress.VARIABLE),
                                item.path("payload").path(title))
                        .anyMatch(text -> text.asText().toLowerCase(Locale.ROOT).contains(written)))
                .map(item -> item.path(ItemAddress.VARIABLE).asText())
                .toList();
    }

    @Override
    public String watchScope() {
        return Scope.read(type.plural());
    }

    @Override
    public boolean shows(String uri, Set<String> changed) {
        return address(uri).map(ItemAddress::uri).filter(changed::contains).isPresent();
    }

    private Optional<ItemAddress> address(String uri) {
        return ItemAddress.of(uri, List.of(type));
    }

    private boolean isMarkdown() {
        return type.name().equals("note");
    }

    private String mediaType() {
        return isMarkdown() ? "text/markdown" : "application/json";
    }
}
