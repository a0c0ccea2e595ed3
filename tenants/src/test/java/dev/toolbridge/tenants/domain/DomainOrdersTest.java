package dev.toolbridge.tenants.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.RunningTenants;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests for domains over HTTP: those that are refused say why.
final class DomainOrdersTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static RunningTenants control;
    private static String key;
    private static String tenant;

    @BeforeAll
    static void start() throws InterruptedException {
        control = RunningTenants.start();
        key = control.key();
        tenant = tenant();
    }

    @AfterAll
    static void stop() {
        control.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.7 | labels", "co.uk | public suffix", "acme.tb.example | name of this platform",
                "tb.example | name of this platform", "a_b.example | labels", "xn--zzzzzz.example | IDNA",
                "аpple.example | mix scripts", "https://acme.example/ | a domain alone", "printer.local | public DNS"
            })
    void refusesNamesWithTheReason(String name, String reason) {
        var refused = add(tenant, name);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(DomainPlatform.json(refused).path("field").asText()).isEqualTo("name");
        assertThat(DomainPlatform.json(refused).path("expected").asText()).contains(reason);
    }

    @Test
    void tenantHasAsManyDomainsAsItsQuotaSays() {
        String slug = tenant();
        control.database()
                .single(
                        "UPDATE tenant SET quotas = jsonb_set(quotas, '{domains}', '2') WHERE slug = ? RETURNING ref",
                        _ -> true,
                        slug);
        assertThat(add(slug, "one." + slug + ".example").statusCode()).isEqualTo(201);
        assertThat(add(slug, "two." + slug + ".example").statusCode()).isEqualTo(201);
        var full = add(slug, "three." + slug + ".example");
        assertThat(full.statusCode()).isEqualTo(429);
        assertThat(DomainPlatform.json(full).path("code").asText()).isEqualTo("quota_exceeded");
        assertThat(control.send("DELETE " + domains(slug) + "/one." + slug + ".example", key, Optional.empty())
                        .statusCode())
                .isEqualTo(204);
        assertThat(add(slug, "three." + slug + ".example").statusCode()).isEqualTo(201);
    }

    @Test
    void tenantsAreApart() {
        String other = tenant();
        String name = "mine." + other + ".example";
        assertThat(add(other, name).statusCode()).isEqualTo(201);
        assertThat(control.get(domains(tenant) + "/" + name, key).statusCode()).isEqualTo(404);
        assertThat(control.get(domains(other) + "/" + name, key).statusCode()).isEqualTo(200);
        var readOnly = control.send(
                "POST " + domains(other), control.key(Scope.PLATFORM_READ), Optional.of("{\"name\":\"x.example\"}"));
        assertThat(readOnly.statusCode()).isEqualTo(403);
    }

    private static String tenant() {
        String slug = "orders" + COUNT.incrementAndGet();
        String body = Json.text(Json.object().put("name", slug).put("slug", slug));
        control.send("POST /admin/tenants", key, Optional.of(body), "Prefer", "wait=20");
        return slug;
    }

    private static HttpResponse<String> add(String slug, String name) {
        return control.send(
                "POST " + domains(slug),
                key,
                Optional.of(Json.text(Json.object().put("name", name))));
    }

    private static String domains(String slug) {
        return "/admin/tenants/" + slug + "/domains";
    }
}
