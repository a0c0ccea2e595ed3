package dev.toolbridge.tests.tenants;

import dev.toolbridge.tests.fly.FlyFake;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.net.URI;
import java.util.List;

/// A tenant at the fake of Fly, as its users reach it through Fly's proxy.
///
/// @param api the address of its API
/// @param mcp the address of its MCP server
record FlyTenant(RunningPlatform platform, String slug, String ref, String organization, URI api, URI mcp) {
    static final String ON_FLY = ",\"runtime\":\"fly\"";

    static FlyTenant of(RunningPlatform platform, String slug) {
        Reply tenant = platform.send("GET", "/admin/tenants/" + slug);
        Reply addresses = platform.send("GET", "/admin/tenants/" + slug + "/addresses");
        return new FlyTenant(
                platform,
                slug,
                tenant.at("/ref").asText(),
                tenant.at("/id").asText(),
                URI.create(addresses.at("/addresses/0/api").asText()),
                URI.create(addresses.at("/addresses/0/mcp").asText()));
    }

    /// The name of its app.
    String app() {
        String path = api.getPath();
        return path.split("/", -1)[2];
    }

    /// Its machines, each with its state, and `in` if it gets requests.
    List<String> machines() {
        return platform.fly().machines(app());
    }

    /// Asks for a change, as an operator, and waits for its end.
    AskedOperation changed(String action, String body) {
        return platform.ended(platform.post("/admin/tenants/" + ref + "/" + action, body));
    }

    String user(String email) {
        String user = platform.provider().member(email);
        platform.provider().join(user, organization, "member");
        return user;
    }

    String token(String user, String audience) {
        return platform.token(user, organization, audience);
    }

    Reply notes(String token) {
        return new Server(api).send(Call.of("GET", "/v1/notes").with("Authorization", "Bearer " + token));
    }

    /// True if the fake has nothing of it any more.
    boolean isGone() {
        FlyFake fly = platform.fly();
        return !fly.apps().contains(app());
    }
}
