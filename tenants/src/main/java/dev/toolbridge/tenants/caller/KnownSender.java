package dev.toolbridge.tenants.caller;

import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.rate.Recognition;
import dev.toolbridge.token.VerifiedToken;

/// A recognised sender of a request, before its rights are known.
public sealed interface KnownSender extends Recognition.Counted {

    /// The sender as the audit log names it, in JSON.
    String actor();

    /// A program, or a person, with a key.
    record Key(OperatorKey key) implements KnownSender {
        @Override
        public String countedAs() {
            return "key " + key.id();
        }

        @Override
        public String actor() {
            return Json.text(Json.object().put("key", key.id().toString()).put("name", key.name()));
        }
    }

    /// A person with a token of the identity provider.
    record User(VerifiedToken token) implements KnownSender {
        @Override
        public String countedAs() {
            return token.issuer() + " " + token.subject();
        }

        @Override
        public String actor() {
            return Json.text(Json.object().put("issuer", token.issuer()).put("user", token.subject()));
        }
    }
}
