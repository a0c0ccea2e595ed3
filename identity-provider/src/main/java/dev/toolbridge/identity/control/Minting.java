package dev.toolbridge.identity.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.toolbridge.identity.oauth.AccessTokens;
import dev.toolbridge.identity.state.SigningKeys;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Map;
import java.util.Optional;

/// Makes any token that a test asks for, well-formed or not, signed with RS256 by a key of ours or by a stranger's.
final class Minting {
    private final AccessTokens tokens;
    private final SigningKeys keys;
    private Optional<RSAKey> stranger = Optional.empty();

    Minting(AccessTokens tokens, SigningKeys keys) {
        this.tokens = tokens;
        this.keys = keys;
    }

    /// A valid token except for the members of `claims` and `header` that the command names; null removes one.
    /// `header_text` and `payload_text` replace the whole; `key: "stranger"` signs with a key
    /// that is never published.
    String mint(Command command) {
        RSAKey key = command.find("key").filter("stranger"::equals).isPresent() ? stranger() : keys.current();
        var header = Json.object().put("alg", "RS256").put("typ", "JWT");
        header.put("kid", keys.current().getKeyID());
        var claims = Json.object();
        Map<String, Object> good =
                tokens.claims(command.find("sub").orElse("user_1")).build().toJSONObject();
        good.forEach(claims::putPOJO);
        return signed(
                key,
                command.find("header_text")
                        .orElseGet(() -> changed(header, command.body().path("header"))),
                command.find("payload_text")
                        .orElseGet(() -> changed(claims, command.body().path("claims"))));
    }

    /// Made when it is first asked for: that takes longer than all else of a start.
    private synchronized RSAKey stranger() {
        stranger = stranger.or(() -> Optional.of(SigningKeys.generate()));
        return stranger.get();
    }

    private static String changed(ObjectNode members, JsonNode changes) {
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            if (change.getValue().isNull()) {
                members.remove(change.getKey());
            } else {
                members.set(change.getKey(), change.getValue());
            }
        }
        return Json.text(members);
    }

    private static String signed(RSAKey key, String header, String payload) {
        String input = Base64URL.encode(header) + "." + Base64URL.encode(payload);
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.toPrivateKey());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64URL.encode(signature.sign());
        } catch (GeneralSecurityException | JOSEException impossible) {
            throw new IllegalStateException("a key of ours does not sign", impossible);
        }
    }
}
