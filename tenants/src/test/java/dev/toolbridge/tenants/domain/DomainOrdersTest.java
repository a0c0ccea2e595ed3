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

    @Test
    void tenantIsOrderedWithItsDomains() {
        String slug = "with-domains";
        var made = order(slug, "\"domains\":[\"Notes.Acme.Example.\"]");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var domain = DomainPlatform.json(control.get(domains(slug) + "/notes.acme.example", key));
        assertThat(domain.path("status").asText()).isEqualTo("pending");
        assertThat(domain.at("/records/0/type").asText()).isEqualTo("TXT");
        assertThat(control.get("/admin/tenants/" + slug + "/audit", key).body()).contains("\"domain.added\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"domains\":[\"a.acme.example\",\"co.uk\"] | 422 | domains[1]",
                "\"domains\":[\"a.acme.example\",\"A.acme.example\"] | 422 | domains[1]",
                "\"domains\":[\"a.acme.example\",7] | 400 | domains",
                "\"domains\":[\"a.acme.example\"],\"runtime\":\"elsewhere\" | 422 | domains",
                "\"domains\":[\"a.acme.example\",\"b.acme.example\"] | 429 | ",
                "\"domains\":[\"taken.acme.example\"] | 409 | domains[0]"
            })
    void orderWithADomainThatCannotBeHadMakesNoTenant(String members, int status, String field) {
        control.database().single("""
                        INSERT INTO domain (id, tenant_ref, name, proof, status, reason, message, prove_by, proven_at)
                        SELECT gen_random_uuid(), ref, 'taken.acme.example', 'x', 'active', '', '', now(), now()
                        FROM tenant WHERE slug = ? ON CONFLICT DO NOTHING RETURNING id
                        """, _ -> true, tenant);
        var refused = order("without-domains", members);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(DomainPlatform.json(refused).path("field").asText(null)).isEqualTo(field);
        assertThat(control.get("/admin/tenants/without-domains", key).statusCode())
                .isEqualTo(404);
    }

    @Test
    void noDomainLeadsToATenantElsewhere() {
        var made = order("elsewhere", "\"runtime\":\"" + TestDomains.ELSEWHERE + "\"");
        assertThat(made.statusCode()).isEqualTo(201);
        var refused = add("elsewhere", "notes.acme.example");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(DomainPlatform.json(refused).path("error").asText())
                .isEqualTo("domains do not lead to tenants that run at elsewhere");
        assertThat(DomainPlatform.json(control.get(domains("elsewhere"), key)).path("domains"))
                .isEmpty();
    }

    private static HttpResponse<String> order(String slug, String members) {
        String body = "{\"name\":\"A\",\"plan\":\"trial\",\"slug\":\"" + slug + "\"," + members + "}";
        return control.send("POST /admin/tenants", key, Optional.of(body), "Prefer", "wait=20");
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
