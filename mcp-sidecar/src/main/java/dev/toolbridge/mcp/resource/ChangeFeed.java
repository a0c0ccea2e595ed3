package dev.toolbridge.mcp.resource;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.api.ApiEvent;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.tool.OnBehalf;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Follows the API's stream of changes for one caller, by one cursor through all cuts. A feed that cannot continue
/// (the space was wiped or restored) begins again at the newest change, and reports a gap.
final class ChangeFeed {
    private static final String STREAM = "/v1/changes/stream";
    private static final int BAD_CURSOR = 400;

    /// The changed items that are told at once, at most.
    private static final int TOLD_MAX = 200;

    private static final Set<ErrorCode> LOCKED_OUT = Set.of(ErrorCode.UNAUTHORIZED, ErrorCode.FORBIDDEN);

    private final ApiClient api;
    private final Consumer<News> hearer;

    /// The addresses of changes that arrived together and are not told yet.
    private final Set<String> changed = new HashSet<>();

    private Optional<String> cursor = Optional.empty();
    private boolean missed;
    private boolean isReady;

    ChangeFeed(ApiClient api, Consumer<News> hearer) {
        this.api = api;
        this.hearer = hearer;
    }

    /// The end of a stream.
    enum End {
        /// It can be continued at once.
        CUT,
        /// The API cannot answer now.
        LATER,
        /// The API no longer accepts the caller.
        REFUSED
    }

    /// Follows one stream until it ends.
    End follow(OnBehalf caller) {
        isReady = false;
        var beginning = ApiRequest.of("GET", STREAM);
        ApiRequest question =
                cursor.map(place -> beginning.with("cursor", place)).orElse(beginning);
        ApiAnswer answer = api.listen(question, caller, this::hear);
        tell();
        return end(answer);
    }

    /// After a failed first attempt, the changes before the one that succeeds are unknown.
    private End end(ApiAnswer answer) {
        if (isReady) {
            return End.CUT;
        }
        if (cursor.isEmpty()) {
            missed = true;
        }
        if (answer instanceof ApiAnswer.Refused refused) {
            if (refused.status() == BAD_CURSOR && cursor.isPresent()) {
                lose();
                return End.CUT;
            }
            return LOCKED_OUT.contains(refused.code()) ? End.REFUSED : End.LATER;
        }
        return End.LATER;
    }

    private void hear(ApiEvent event) {
        switch (event.name()) {
            case "ready" -> {
                isReady = true;
                cursor = Optional.of(event.id());
                hearer.accept(missed ? new News.Gap() : new News.Begun());
                missed = false;
            }
            case "change" -> {
                address(event.data()).map(ItemAddress::uri).ifPresent(changed::add);
                cursor = Optional.of(event.id());
            }
            case "caught_up" -> cursor = Optional.of(event.id());
            case "reset" -> lose();
            default -> {}
        }
        if (!event.hasMore() || changed.size() >= TOLD_MAX) {
            tell();
        }
    }

    private void tell() {
        if (!changed.isEmpty()) {
            hearer.accept(new News.Changes(changed));
            changed.clear();
        }
    }

    private void lose() {
        cursor = Optional.empty();
        missed = true;
    }

    /// The address in the first members of an entry; its end may be missing.
    private static Optional<ItemAddress> address(String entry) {
        String type = "";
        try (JsonParser parser = Json.mapper().createParser(entry)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "type" -> type = parser.getText();
                    case "uid" -> {
                        return ItemAddress.ofItem(type, parser.getText());
                    }
                    default -> parser.skipChildren();
                }
            }
        } catch (IOException malformed) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
