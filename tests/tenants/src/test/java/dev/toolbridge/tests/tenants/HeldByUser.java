package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;

/// The things that a user's programs keep from one request to the next: a token of the identity provider and a key,
/// which outlive every rotation, and a sync session and a cursor, which the tenant's signing secret signs.
record HeldByUser(RunningTenant tenant, String token, String key, String session, String cursor) {
    private static final String RESET = "X-Sync-Cursor-Reset";

    static HeldByUser made(RunningTenant tenant) {
        String token = tenant.apiToken(tenant.user("holder@" + tenant.slug() + ".example"));
        assertThat(tenant.note(token, "First").status()).isEqualTo(201);
        assertThat(tenant.note(token, "Second").status()).isEqualTo(201);
        var held = new HeldByUser(tenant, token, "", "", "");
        return new HeldByUser(
                tenant,
                token,
                held.sent(Call.of("POST", "/v1/keys").json("{\"name\":\"mine\"}"), token)
                        .at("/key")
                        .asText(),
                held.sent(Call.of("POST", "/v1/sync/sessions"), token).at("/id").asText(),
                held.sent(Call.of("GET", "/v1/notes?limit=1"), token)
                        .at("/nextCursor")
                        .asText());
    }

    /// Requires that all of it serves.
    void requireWhole() {
        requireUnsigned();
        assertThat(shownSession().status()).isEqualTo(200);
        assertThat(next().header(RESET)).isEmpty();
    }

    /// Requires that what was signed has ended, and nothing else.
    void requireOnlySignedEnded() {
        requireUnsigned();
        assertThat(shownSession().status()).isEqualTo(404);
        assertThat(next().header(RESET)).hasValue("1");
    }

    private void requireUnsigned() {
        for (String credential : new String[] {token, key}) {
            assertThat(sent(Call.of("GET", "/v1/notes"), credential).body()).contains("First", "Second");
        }
    }

    private Reply shownSession() {
        return sent(Call.of("GET", "/v1/sync/sessions/" + session), token);
    }

    private Reply next() {
        return sent(Call.of("GET", "/v1/notes?limit=1&cursor=" + cursor), token);
    }

    private Reply sent(Call call, String credential) {
        return tenant.server().send(call.with("Authorization", "Bearer " + credential));
    }
}
