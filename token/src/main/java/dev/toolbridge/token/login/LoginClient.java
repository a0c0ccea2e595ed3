package dev.toolbridge.token.login;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.json.Json;
import java.net.URI;
import java.util.Optional;

/// Pages of ours as a client of the identity provider.
///
/// @param base the address under which browsers reach the server
/// @param folder the path under which the pages are
/// @param clientId the name of the client; by default the address of its description
/// @param clientSecret its secret at the provider, if it needs one
public record LoginClient(URI base, String folder, String clientId, Optional<Secret> clientSecret) {

    /// A client with the name that is configured, else with the address of its description.
    public static LoginClient of(URI base, String folder, Optional<String> clientId, Optional<Secret> secret) {
        return new LoginClient(base, folder, clientId.orElse(base + folder + "/client.json"), secret);
    }

    /// The address to which the provider sends people back.
    public String callback() {
        return base + folder + "/callback";
    }

    /// The pages as a client describes itself (OAuth Client ID Metadata Document).
    public byte[] description(String name) {
        var json = Json.object()
                .put("client_id", base + folder + "/client.json")
                .put("client_name", name)
                .put("token_endpoint_auth_method", "none");
        json.putArray("redirect_uris").add(callback());
        json.putArray("grant_types").add("authorization_code").add("refresh_token");
        json.putArray("response_types").add("code");
        return Json.bytes(json);
    }
}
