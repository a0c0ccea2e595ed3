package dev.toolbridge.identity.oauth;

import dev.toolbridge.identity.oauth.AuthorizationRequest.Reading;
import dev.toolbridge.identity.state.Client;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the request of a client. No redirect happens before client and address are known to belong together.
final class AuthorizationReader {
    /// RFC 7636, section 4.2: a SHA-256 in base64url.
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    /// RFC 6749, section 3.3.
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E ]{0,1000}");

    private final Clients clients;
    private final Audiences audiences;
    private final Issuer issuer;

    AuthorizationReader(Clients clients, Audiences audiences, Issuer issuer) {
        this.clients = clients;
        this.audiences = audiences;
        this.issuer = issuer;
    }

    Reading read(Form query) {
        if (query.find("redirect_uri").filter(RedirectAddress::mayRegister).isEmpty()) {
            return new Reading.Hopeless("The application asks to send you to an address that nobody may register.");
        }
        Optional<Client> client = query.find("client_id").flatMap(clients::find);
        if (client.isEmpty()) {
            return new Reading.Hopeless("The application is not known here.");
        }
        Optional<String> redirect = query.find("redirect_uri")
                .filter(address ->
                        RedirectAddress.isRegistered(address, client.get().redirectUris()));
        if (redirect.isEmpty()) {
            return new Reading.Hopeless("The application asks to send you to an address that it has not registered.");
        }
        try {
            return new Reading.Good(request(client.get(), redirect.get(), query));
        } catch (OauthRefusal refusal) {
            return new Reading.Refused(refused(redirect.get(), query.find("state"), refusal));
        }
    }

    /// The address that tells a client of its refusal.
    String refused(String redirect, Optional<String> state, OauthRefusal refusal) {
        String answer =
                "error=" + Form.encode(refusal.error()) + "&error_description=" + Form.encode(refusal.getMessage());
        return located(redirect, state, answer);
    }

    /// The address that carries an answer to a client, with the issuer in it (RFC 9207).
    String located(String redirect, Optional<String> state, String answer) {
        return redirect + (redirect.contains("?") ? "&" : "?") + answer
                + state.map(text -> "&state=" + Form.encode(text)).orElse("")
                + "&iss=" + Form.encode(issuer.address());
    }

    private AuthorizationRequest request(Client client, String redirect, Form query) {
        if (!query.require("response_type").equals("code")) {
            throw OauthRefusal.of("unsupported_response_type", "response_type must be code");
        }
        String challenge = query.require("code_challenge");
        if (!query.require("code_challenge_method").equals("S256")
                || !CHALLENGE.matcher(challenge).matches()) {
            throw OauthRefusal.of("invalid_request", "code_challenge must be of the method S256");
        }
        String scope = query.find("scope").orElse("");
        if (!SCOPE.matcher(scope).matches()) {
            throw OauthRefusal.of("invalid_scope", "scope is malformed");
        }
        if (query.find("prompt").filter("none"::equals).isPresent()) {
            throw OauthRefusal.of("login_required", "nobody is logged in without being asked");
        }
        return new AuthorizationRequest(
                client,
                redirect,
                query.find("state"),
                challenge,
                scope,
                audiences.of(query.find("resource"), client),
                query.find("nonce"));
    }
}
