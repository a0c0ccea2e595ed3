package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningMembers;
import dev.toolbridge.tests.process.RunningProvider;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A tenant's API without the platform's key of WorkOS: it asks the members server, with a key of its own.
class TenantsOwnKeyTest {
    private static final String AUDIENCE = "https://api.example";
    private static final String TENANT = "org_of_the_tenant";
    private static final String OTHER = "org_of_the_neighbour";
    private static final Duration OUT_MAX = Duration.ofSeconds(60);

    private static RunningProvider provider;
    private static RunningMembers members;
    private static RunningApi api;

    @BeforeAll
    static void start() {
        provider = RunningProvider.start();
        members = RunningMembers.before(provider, TENANT);
        var settings = new HashMap<>(provider.settings());
        settings.putAll(members.settings());
        settings.putAll(Map.of("ENV", "production", "JWT_AUDIENCE", AUDIENCE, "TENANT_ID", TENANT));
        api = RunningApi.instance().startAgain(settings);
    }

    @AfterAll
    static void stop() {
        api.close();
        members.close();
        provider.close();
    }

    @Test
    void itsMembersAreInAndNobodyElseIs() {
        String ada = token(provider.member("ada@example.com", TENANT, OTHER));

        assertThat(notes(ada).status()).isEqualTo(200);
        assertThat(api.server().send(list(ada).with("X-TB-Tenant-ID", TENANT)).status())
                .isEqualTo(200);
        assertThat(api.server().send(list(ada).with("X-TB-Tenant-ID", OTHER)).status())
                .isEqualTo(403);
        assertThat(notes(token(provider.member("bob@example.com", OTHER))).status())
                .isEqualTo(403);
        assertThat(notes(token(provider.member("carl@example.com"))).status()).isEqualTo(403);
        Reply tenant = api.server().send(as(Call.of("GET", "/v1/auth/tenant"), ada));
        assertThat(tenant.at("/tenant_id").asText()).isEqualTo(TENANT);
    }

    @Test
    void whoHasLeftIsOut() {
        String leaver = provider.member("leaver@example.com", TENANT);
        String token = token(leaver);
        assertThat(notes(token).status()).isEqualTo(200);

        provider.remove(leaver, TENANT, false);

        Await.until(OUT_MAX, () -> notes(token).status() == 403, () -> "the leaver is still in");
    }

    private static Reply notes(String token) {
        return api.server().send(list(token));
    }

    private static Call list(String token) {
        return as(Call.of("GET", "/v1/notes"), token);
    }

    private static Call as(Call call, String token) {
        return call.with("Authorization", "Bearer " + token);
    }

    private static String token(String user) {
        return provider.token("{\"sub\":\"" + user + "\",\"claims\":{\"aud\":\"" + AUDIENCE + "\"}}");
    }
}
