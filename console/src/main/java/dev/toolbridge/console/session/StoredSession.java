package dev.toolbridge.console.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.Person;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// The content of a session, which is stored encrypted.
///
/// @param person the person, with the tenant of the session
/// @param refresh the token with which the provider says whether the person may go on
/// @param freshUntil the time at which the provider is asked again
record StoredSession(Person person, Optional<String> refresh, Instant freshUntil) {
    private static final String SUBJECT = "subject";
    private static final String NAME = "name";
    private static final String TENANT = "tenant";
    private static final String SIGNED_IN = "signedInAt";
    private static final String PROVIDER = "providerSession";
    private static final String REFRESH = "refresh";
    private static final String FRESH = "freshUntil";

    String text() {
        var json = Json.object()
                .put(SUBJECT, person.subject())
                .put(NAME, person.name())
                .put(FRESH, freshUntil.getEpochSecond());
        person.tenant().ifPresent(tenant -> json.put(TENANT, tenant));
        person.signedInAt().ifPresent(at -> json.put(SIGNED_IN, at.getEpochSecond()));
        person.providerSession().ifPresent(session -> json.put(PROVIDER, session));
        refresh.ifPresent(token -> json.put(REFRESH, token));
        return Json.text(json);
    }

    /// @param session the name of the session
    static StoredSession read(String session, String text) {
        try {
            JsonNode json = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            var person = new Person(
                    session,
                    json.path(SUBJECT).asText(),
                    json.path(NAME).asText(),
                    find(json, TENANT),
                    json.has(SIGNED_IN)
                            ? Optional.of(
                                    Instant.ofEpochSecond(json.path(SIGNED_IN).asLong()))
                            : Optional.empty(),
                    find(json, PROVIDER));
            return new StoredSession(
                    person,
                    find(json, REFRESH),
                    Instant.ofEpochSecond(json.path(FRESH).asLong()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a session of our own cannot be read", impossible);
        }
    }

    private static Optional<String> find(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue());
    }
}
