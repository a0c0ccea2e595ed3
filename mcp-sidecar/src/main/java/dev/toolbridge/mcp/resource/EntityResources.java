package dev.toolbridge.mcp.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.PromptSet.PartialArgument;
import dev.toolbridge.mcp.offer.ResourceSet;
import dev.toolbridge.mcp.offer.ToolSet;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.mcp.stored.Excerpt;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.tool.OnBehalf;
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
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Every item as a resource, `toolbridge://notes/{uid}` and so on: notes as Markdown, all others as JSON; and what
/// changed last, `toolbridge://changes`.
public final class EntityResources implements ResourceSet {
    static final String TOOL = "resources";

    private static final String UID = "uid";
    private static final int CANDIDATES_MAX = 100;
    private static final int REFUSAL_LENGTH_MAX = 300;

    /// How much smaller the next try is when a page was too long to be fetched.
    private static final int SHRINK = 4;


    private final ApiClient api;
    private final List<EntityType> types;
    private final Duration lookEvery;

    /// @param lookEvery how often changes of what is watched are looked for
    public EntityResources(ApiClient api, List<EntityType> types, Duration lookEvery) {
        this.api = api;
        this.types = List.copyOf(types);
        this.lookEvery = lookEvery;
    }

    @Override
    public EntityResources narrowed(ToolSet tools) {
        return new EntityResources(
                api,
                types.stream()
                        .filter(type -> tools.offers("get_" + type.name()))
                        .toList(),
                lookEvery);
    }

    /// Items are too many to be listed: the list tools find them.
    @Override
    public List<Resource> list() {
        return types.isEmpty() ? List.of() : List.of(RecentChanges.definition());
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
        return isChanges(uri)
                ? Optional.of(changes(call))
                : ItemAddress.of(uri, types).flatMap(address -> read(uri, address, call));
    }

    private boolean isChanges(String uri) {
        return uri.equals(RecentChanges.URI) && !types.isEmpty();
    }

    private ReadResourceResult changes(Call call) {
        call.require(ChangesClient.SCOPES);
        var changes = new ChangesClient(api);
        ApiAnswer answer = fitting(RecentChanges.COUNT, count -> changes.latest(count, new OnBehalf(call, TOOL)));
        if (answer instanceof ApiAnswer.Done done) {
            return result(RecentChanges.URI, RecentChanges.MEDIA_TYPE, RecentChanges.text(done.body(), types));
        }
        throw refusal(answer);
    }

    /// The answer for that many items, or for fewer when so many are too long to be fetched.
    private static ApiAnswer fitting(int count, IntFunction<ApiAnswer> request) {
        ApiAnswer answer = request.apply(count);
        return answer instanceof ApiAnswer.TooLong && count > 1
                ? fitting(Math.max(1, count / SHRINK), request)
                : answer;
    }

    /// The client finds the item under the address that it wrote.
    private Optional<ReadResourceResult> read(String uri, ItemAddress address, Call call) {
        call.require(List.of(address.scope()));
        return switch (api.send(address.request(), new OnBehalf(call, TOOL))) {
            case ApiAnswer.Done done -> {
                String text = isMarkdown(address.type()) ? Markdown.of(done.body()) : json(done.body());
                yield Optional.of(result(uri, mediaType(address.type()), text));
            }
            case ApiAnswer.Refused refused when refused.code() == ErrorCode.NOT_FOUND -> Optional.empty();
            case ApiAnswer other -> throw refusal(other);
        };
    }

    private static String json(ObjectNode item) {
        Excerpt excerpt =
                item.path("payload") instanceof ObjectNode payload ? Excerpt.of(payload) : Excerpt.of(Json.object());
        ObjectNode shown = StoredText.marked().setAll(item);
        excerpt.tell(shown);
        return StoredText.line(shown.set("payload", excerpt.fields()));
    }

    private static ReadResourceResult result(String uri, String mediaType, String text) {
        ResourceContents contents =
                TextResourceContents.builder(uri, text).mimeType(mediaType).build();
        return ReadResourceResult.builder(List.of(contents)).build();
    }

    private static ProtocolError refusal(ApiAnswer answer) {
        return answer instanceof ApiAnswer.Refused refused
                ? ProtocolError.refused(refused.status(), StoredText.inline(refused.text(), REFUSAL_LENGTH_MAX))
                : ProtocolError.refused(ErrorCode.UNAVAILABLE.status(), "the workspace cannot answer");
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
        var request = ApiRequest.of("GET", "/v1/" + type.plural()).with("order", "changed.desc");
        ApiAnswer newest = fitting(
                CANDIDATES_MAX,
                count -> api.send(request.with("limit", Integer.toString(count)), new OnBehalf(call, TOOL)));
        return newest instanceof ApiAnswer.Done done
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

    @Override
    public void requireWatchable(Set<String> uris, Principal principal) {
        for (String uri : uris) {
            if (!isChanges(uri) && ItemAddress.of(uri, types).isEmpty()) {
                throw ProtocolError.invalidParameters("no resource can stand at " + uri);
            }
        }
        if (!uris.isEmpty()) {
            Call.single(principal, "watch").require(ChangesClient.SCOPES);
        }
    }

    @Override
    public Watch watch(Set<String> uris, Supplier<Principal> newest, Consumer<String> changed) {
        var watched = new Watched(uris, types, changed);
        return Watcher.start(new ChangeFeed(new ChangesClient(api)), lookEvery, newest, watched::hear);
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
