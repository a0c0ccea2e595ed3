package dev.toolbridge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import com.workos.WorkOS;
import com.workos.common.exceptions.RateLimitException;
import com.workos.common.exceptions.UnauthorizedException;
import com.workos.common.http.Page;
import com.workos.common.http.RequestOptions;
import com.workos.common.http.RetryConfig;
import com.workos.models.OrganizationMembership;
import com.workos.types.OrganizationMembershipStatus;
import com.workos.types.PaginationOrder;
import com.workos.webhooks.Webhook;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The calls that WorkOS answers, made by its own client library.
class WorkosTest {
    private static final List<String> EVENTS =
            List.of("organization_membership.created", "organization_membership.deleted", "session.revoked");

    @TempDir
    Path folder;

    private RunningProvider provider;

    @BeforeEach
    void start() {
        provider = RunningProvider.in(folder);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void membershipsAreFoundByUserAndOrganisation() {
        String user = provider.newMember("ada@example.com", "org_a", "org_b");
        provider.newMember("bob@example.com", "org_a");

        var found = memberships(user, "org_b");

        assertThat(found.data).hasSize(1);
        assertThat(found.data.getFirst().getOrganizationName()).isEqualTo("The org_b");
        assertThat(found.data.getFirst().getRole().getSlug()).isEqualTo("member");
        assertThat(memberships(user, "org_c").data).isEmpty();
        assertThat(memberships(user, null).data).hasSize(2);
    }

    @Test
    void onlyActiveMembershipsCount() {
        String user = provider.newMember("ada@example.com", "org_a");
        for (String status : List.of("pending", "inactive")) {
            provider.control(
                    "PUT",
                    "/memberships",
                    Map.of("user_id", user, "organization_id", "org_a", "status", status, "role", "admin"));
            assertThat(memberships(user, "org_a").data).isEmpty();
        }
    }

    @Test
    void listsArePaged() {
        String user = provider.newMember("ada@example.com", "org_a", "org_b", "org_c");

        var first = list(provider.workos(), 2, null, user);
        var second = list(provider.workos(), 2, first.listMetadata.after, user);

        assertThat(first.data).hasSize(2);
        assertThat(second.data).hasSize(1);
        assertThat(second.listMetadata.after).isNull();
    }

    @Test
    void aWrongKeyAndMissingFiltersAreRefused() {
        var stranger = WorkOS.builder()
                .apiKey("sk_wrong")
                .apiBaseUrl(provider.address())
                .retryConfig(RetryConfig.DISABLED)
                .build();

        assertThatThrownBy(() -> list(stranger, 1, null, "user_1")).isInstanceOf(UnauthorizedException.class);
        assertThat(provider.get(
                                "/user_management/organization_memberships",
                                "Authorization",
                                "Bearer " + RunningProvider.API_KEY)
                        .body())
                .contains("missing_user_id_or_organization_id");
    }

    @Test
    void whatHappenedIsAnEvent() {
        String user = provider.newMember("ada@example.com", "org_a");
        provider.control("DELETE", "/memberships", Map.of("user_id", user, "organization_id", "org_a"));
        assertThat(memberships(user, "org_a").data).isEmpty();

        var events = events("");
        assertThat(events.findValuesAsText("event")).containsExactly(EVENTS.get(0), EVENTS.get(1));
        var later = events("&limit=10&after=" + events.get(0).path("id").asText());

        assertThat(later).hasSize(1);
        assertThat(later.get(0).path("data").path("user_id").asText()).isEqualTo(user);
        assertThat(events("&range_start=2099-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void aSilentRemovalIsNone() {
        String user = provider.newMember("ada@example.com", "org_a");
        provider.control(
                "DELETE", "/memberships", Map.of("user_id", user, "organization_id", "org_a", "silently", true));

        assertThat(memberships(user, "org_a").data).isEmpty();
        assertThat(events("").findValuesAsText("event")).containsExactly(EVENTS.get(0));
    }

    @Test
    void anEndedSessionIsAnEventAndEndsItsGrant() {
        var flow = LoginFlow.withNewClient(provider);
        var tokens = flow.tokens("ada@example.com", Map.of());
        String session =
                Claims.of(tokens.path("access_token").asText()).get("sid").toString();

        provider.control("POST", "/sessions/revoke", Map.of("session_id", session));

        assertThat(events("").get(0).path("data").path("id").asText()).isEqualTo(session);
        assertThat(flow.refresh(tokens.path("refresh_token").asText()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void organisationsHaveNames() {
        provider.newMember("ada@example.com", "org_a");

        assertThat(provider.workos().getOrganizations().get("org_a").getName()).isEqualTo("The org_a");
    }

    @Test
    void faultsComeAndGo() {
        String user = provider.newMember("ada@example.com", "org_a");
        fault("rate-limited");
        assertThatThrownBy(() -> memberships(user, "org_a")).isInstanceOf(RateLimitException.class);
        for (String name : List.of("down", "malformed", "odd", "redirect")) {
            fault(name);
            assertThatThrownBy(() -> memberships(user, "org_a")).isInstanceOf(Exception.class);
        }
        fault("revoked");
        assertThat(memberships(user, "org_a").data).isEmpty();
        fault("endless");
        assertThat(memberships(user, "org_a").listMetadata.after).isNotNull();
        fault("slow");
        assertThatThrownBy(() -> memberships(user, "org_a")).isInstanceOf(Exception.class);

        provider.control("DELETE", "/faults", Map.of());

        assertThat(memberships(user, "org_a").data).hasSize(1);
        assertThat(RunningProvider.parsed(provider.control("GET", "/calls", Map.of()))
                        .path("memberships")
                        .asInt())
                .isGreaterThan(8);
    }

    @Test
    void webhooksAreSignedAsWorkosSignsThem() throws Exception {
        var received = new LinkedBlockingQueue<String[]>();
        var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            received.add(new String[] {
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                exchange.getRequestHeaders().getFirst("WorkOS-Signature")
            });
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        try {
            String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
            provider.control("PUT", "/webhooks", Map.of("url", url, "secret", "whsec"));
            provider.newMember("ada@example.com", "org_a");

            String[] hook = received.poll(10, TimeUnit.SECONDS);

            var event = new Webhook().constructEvent(hook[0], hook[1], "whsec");
            assertThat(event.path("event").asText()).isEqualTo("organization_membership.created");
            assertThat(RunningProvider.parsed(provider.control("POST", "/webhooks", Map.of("body", "{}")))
                            .path("status")
                            .asInt())
                    .isEqualTo(200);
        } finally {
            receiver.stop(0);
        }
    }

    /// Not by the library: version 7.2.0 cannot read the events that it knows.
    private JsonNode events(String more) {
        return provider.json(
                        "/events?events=" + String.join("&events=", EVENTS) + more,
                        "Authorization",
                        "Bearer " + RunningProvider.API_KEY)
                .path("data");
    }

    private void fault(String name) {
        var answer = provider.control("PUT", "/faults/memberships", Map.of("fault", name, "delay_ms", 60_000));
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    private Page<OrganizationMembership> memberships(String user, String organization) {
        return provider.workos()
                .getOrganizationMembership()
                .list(
                        null,
                        null,
                        100,
                        null,
                        organization,
                        List.of(OrganizationMembershipStatus.Active),
                        user,
                        RequestOptions.builder().timeoutMillis(1_000).build());
    }

    private static Page<OrganizationMembership> list(WorkOS workos, int limit, String after, String user) {
        return workos.getOrganizationMembership().list(null, after, limit, PaginationOrder.Asc, null, List.of(), user);
    }
}
