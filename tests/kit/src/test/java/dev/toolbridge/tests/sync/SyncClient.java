package dev.toolbridge.tests.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// One user at a server, with the session and the epoch that its requests carry.
///
/// @param token signs the user in
/// @param session empty sends none
/// @param epoch empty sends none
public record SyncClient(Server server, String token, String session, String epoch) {

    /// A new user with a session.
    public static SyncClient of(RunningApi api) {
        return of(api, "device-" + UUID.randomUUID());
    }

    public static SyncClient of(RunningApi api, String user) {
        return new SyncClient(api.server(), api.tokens().of(user), "", "").withSession();
    }

    /// The same user with a new session, in the current epoch.
    public SyncClient withSession() {
        Reply begun = with("", "").send(Call.of("POST", "/v1/sync/sessions"));
        if (begun.status() != 201) {
            throw new AssertionError("no session: " + begun);
        }
        return with(begun.at("/id").textValue(), begun.at("/epoch").asText());
    }

    public SyncClient with(String otherSession, String otherEpoch) {
        return new SyncClient(server, token, otherSession, otherEpoch);
    }

    /// The same user at another replica.
    public SyncClient at(RunningApi replica) {
        return new SyncClient(replica.server(), token, session, epoch);
    }

    public Reply send(Call call) {
        return server.send(call.with("Authorization", "Bearer " + token)
                .with("X-Sync-Session", session)
                .with("X-Sync-Epoch", epoch));
    }

    /// Sends a request with only the token added.
    public Reply sendAsIs(Call call) {
        return server.send(call.with("Authorization", "Bearer " + token));
    }

    public Reply get(String path) {
        return send(Call.of("GET", path));
    }

    public Reply post(String path, String json) {
        return send(Call.of("POST", path).json(json));
    }

    public Reply push(String plural, String... items) {
        return push(plural, List.of(items));
    }

    public Reply push(String plural, List<String> items) {
        return post("/v1/sync/" + plural + "/push", "{\"items\":[" + String.join(",", items) + "]}");
    }

    public Reply pull(String plural, String query) {
        return get("/v1/sync/" + plural + "/pull?" + query);
    }

    public Reply wipe() {
        return post("/v1/sync/wipe", "{\"confirm\":\"WIPE\"}");
    }

    /// The cursor of a page as a query takes it.
    public static String cursor(Reply page) {
        return "cursor=" + URLEncoder.encode(page.at("/nextCursor").asText(), StandardCharsets.UTF_8);
    }

    /// The values of one member of every object in an array.
    public static List<String> texts(Reply page, String array, String member) {
        return StreamSupport.stream(page.at(array).spliterator(), false)
                .map(entry -> entry.path(member))
                .map(JsonNode::asText)
                .toList();
    }
}
