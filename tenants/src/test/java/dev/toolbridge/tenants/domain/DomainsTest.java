package dev.toolbridge.tenants.domain;

import static dev.toolbridge.tenants.domain.DomainPlatform.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tenants.certificate.TestIssuer;
import dev.toolbridge.tenants.reconcile.Findings;
import dev.toolbridge.tenants.reconcile.Proposal;
import dev.toolbridge.tenants.reconcile.TenantCheck;
import dev.toolbridge.tenants.router.TlsCall;
import dev.toolbridge.tenants.tenant.Finding;
import dev.toolbridge.tenants.tenant.Tenant;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Domains from the request to the certificate that the router serves.
final class DomainsTest {
    private static DomainPlatform platform;

    @BeforeAll
    static void start() throws InterruptedException {
        platform = new DomainPlatform();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void domainIsProvenThenLedHereThenServedWithACertificate() throws IOException {
        String slug = platform.tenant();
        String name = "notes." + slug + ".example";
        var made = platform.add(slug, name);
        JsonNode domain = json(made);
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location").orElseThrow()).endsWith("/domains/" + name);
        assertThat(domain.path("status").asText()).isEqualTo("pending");
        assertThat(domain.at("/records/0/name").asText()).isEqualTo("_toolbridge." + name);
        assertThat(domain.at("/records/1/value").asText()).isEqualTo(slug + ".tb.example");
        assertThat(domain.at("/records/2/value").asText()).isEqualTo("127.0.0.1");
        assertThat(platform.add(slug, name.toUpperCase(java.util.Locale.ROOT)).statusCode())
                .isEqualTo(200);

        JsonNode unproven = platform.check(slug, name);
        assertThat(unproven.path("status").asText()).isEqualTo("pending");
        assertThat(unproven.path("reason").asText()).isEqualTo("ProofMissing");
        assertThat(Instant.parse(unproven.path("next_check_at").asText())).isAfter(Instant.now());

        platform.prove(domain);
        JsonNode proven = platform.check(slug, name);
        assertThat(proven.path("status").asText()).isEqualTo("verified");
        assertThat(proven.path("reason").asText()).isEqualTo("LeadsElsewhere");

        platform.dns.leads(name, "127.0.0.1");
        JsonNode active = platform.check(slug, name);
        assertThat(active.path("status").asText()).as(active.toString()).isEqualTo("active");
        assertThat(active.at("/certificate/source").asText()).isEqualTo("acme");
        assertThat(platform.tls().get(name, name, "/")).startsWith("HTTP/1.1 200");
        assertThat(platform.tls().get(name, "other.example", "/")).startsWith("HTTP/1.1 421");
    }

    @Test
    void certificateIsRenewedWhenItIsDue() throws IOException {
        String slug = platform.tenant();
        String name = "renewed." + slug + ".example";
        platform.served(slug, name);
        var before = platform.tls().certificate(name);
        assertThat(platform.check(slug, name).path("status").asText()).isEqualTo("active");
        assertThat(platform.tls().certificate(name)).isEqualTo(before);

        due(name);
        JsonNode renewed = platform.check(slug, name);
        assertThat(renewed.path("status").asText()).isEqualTo("active");
        assertThat(platform.tls().certificate(name).getSerialNumber()).isNotEqualTo(before.getSerialNumber());
    }

    /// Each fault of a renewal leaves the certificate before in place.
    @Test
    void failedRenewalKeepsTheCertificateBefore() throws IOException {
        String slug = platform.tenant();
        String name = "kept." + slug + ".example";
        platform.served(slug, name);
        var before = platform.tls().certificate(name);
        due(name);

        platform.during(
                () -> platform.alter("UPDATE acme_challenge SET answer = 'wrong'"),
                () -> assertReason(platform.check(slug, name), "active", "ChallengeFailed"));
        platform.during(
                () -> platform.dns.leads(name, "127.0.0.9"),
                () -> assertReason(platform.check(slug, name), "active", "ChallengeFailed"));
        JsonNode elsewhere = platform.check(slug, name);
        assertReason(elsewhere, "failing", "LeadsElsewhere");
        assertThat(elsewhere.path("message").asText()).contains("leads to 127.0.0.9");
        assertThat(platform.tls().certificate(name)).isEqualTo(before);

        platform.dns.leads(name, "127.0.0.1");
        assertReason(platform.check(slug, name), "active", "Served");
        assertThat(platform.tls().certificate(name)).isNotEqualTo(before);
    }

    @Test
    void wrongAnswerEndsTheFirstOrder() {
        String slug = platform.tenant();
        String name = "wrong." + slug + ".example";
        platform.during(() -> platform.alter("UPDATE acme_challenge SET answer = 'wrong'"), () -> {
            JsonNode failing = platform.served(slug, name);
            assertReason(failing, "failing", "ChallengeFailed");
            assertThat(failing.path("message").asText()).contains("unauthorized");
            assertThat(Instant.parse(failing.path("next_check_at").asText()))
                    .isAfter(Instant.now().plusSeconds(240));
        });
    }

    @Test
    void nameBelongsToTheTenantThatProvesIt() {
        String first = platform.tenant();
        String second = platform.tenant();
        String name = "both." + first + ".example";
        JsonNode ofFirst = json(platform.add(first, name));
        JsonNode ofSecond = json(platform.add(second, name));
        assertThat(ofFirst.at("/records/0/value")).isNotEqualTo(ofSecond.at("/records/0/value"));

        platform.prove(ofSecond);
        assertThat(platform.check(first, name).path("status").asText()).isEqualTo("pending");
        assertThat(platform.check(second, name).path("status").asText()).isEqualTo("verified");
        platform.prove(ofFirst);
        assertReason(platform.check(first, name), "failing", "Taken");
        var third = platform.add(platform.tenant(), name);
        assertThat(third.statusCode()).isEqualTo(409);
        assertThat(json(third).path("code").asText()).isEqualTo("domain_taken");
    }

    @Test
    void searchForAProofEndsAndBeginsAnew() {
        String slug = platform.tenant();
        String name = "late." + slug + ".example";
        platform.add(slug, name);
        platform.alter(
                "UPDATE domain SET prove_by = now() - interval '1 second', next_check_at = now() WHERE name = ?", name);
        platform.domains.start();
        dev.toolbridge.tests.process.Await.until(
                java.time.Duration.ofSeconds(20),
                () -> json(platform.send("GET", slug, "/" + name, ""))
                        .path("reason")
                        .asText()
                        .equals("NotProven"),
                () -> "the search goes on");
        JsonNode ended = json(platform.send("GET", slug, "/" + name, ""));
        assertReason(ended, "failing", "NotProven");
        assertThat(ended.has("next_check_at")).isFalse();
        assertReason(platform.check(slug, name), "pending", "ProofMissing");
    }

    @Test
    void serverThatFailsIsNoAnswer() {
        String slug = platform.tenant();
        String name = "unclear." + slug + ".example";
        JsonNode domain = json(platform.add(slug, name));
        platform.dns.fails("_toolbridge." + name);
        assertReason(platform.check(slug, name), "pending", "DnsUnclear");
        platform.dns.failsNot("_toolbridge." + name);
        platform.prove(domain);
        platform.dns.leads(name, "127.0.0.1");
        assertReason(platform.check(slug, name), "active", "Served");
        platform.dns.fails(name);
        assertReason(platform.check(slug, name), "active", "DnsUnclear");
    }

    @Test
    void removedDomainIsServedNoMore() throws IOException {
        String slug = platform.tenant();
        String name = "gone." + slug + ".example";
        platform.served(slug, name);
        assertThat(platform.tls().get(name, name, "/")).startsWith("HTTP/1.1 200");
        assertThat(platform.send("DELETE", slug, "/" + name, "").statusCode()).isEqualTo(204);
        assertThatThrownBy(() -> platform.tls().get(name, name, "/")).isInstanceOf(SSLException.class);
        assertThat(platform.send("DELETE", slug, "/" + name, "").statusCode()).isEqualTo(404);
    }

    @Test
    void givenCertificateIsServedInThePlaceOfAnOrderedOne() {
        String slug = platform.tenant();
        String name = "given." + slug + ".example";
        platform.served(slug, name);
        var issuer = new TestIssuer();
        JsonNode given = json(platform.give(slug, name, issuer.certificate(name)));
        assertReason(given, "active", "Served");
        assertThat(given.at("/certificate/source").asText()).isEqualTo("given");
        assertThat(new TlsCall(issuer.root(), platform.tlsPort()).certificate(name))
                .isNotNull();

        platform.dns.leads(name, "127.0.0.9");
        assertReason(platform.check(slug, name), "active", "Served");
        var refused = platform.give(slug, name, issuer.certificate("other.example"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).path("field").asText()).isEqualTo("certificate");
        assertThat(platform.control
                        .database()
                        .single(
                                "SELECT encode(sealed_key, 'escape') AS sealed FROM certificate",
                                row -> row.column("sealed").getString()))
                .noneMatch(text -> text.contains("PRIVATE KEY"));
    }

    @Test
    void destroyedTenantLeavesNoDomain() {
        String slug = platform.tenant();
        String name = "destroyed." + slug + ".example";
        platform.served(slug, name);
        platform.domains.removeAll(platform.ref(slug));
        assertThatThrownBy(() -> platform.tls().get(name, name, "/")).isInstanceOf(SSLException.class);
        assertThat(platform.control.database().single("SELECT id FROM domain WHERE name = ?", _ -> true, name))
                .isEmpty();
        assertThat(platform.router.verify()).isEmpty();
    }

    /// The programs of a tenant get its new domain by a deployment of what they are.
    @Test
    void newDomainIsProposedToTheProgramsOnce() throws Exception {
        String slug = platform.tenant();
        String name = "proposed." + slug + ".example";
        platform.alter(
                "INSERT INTO tenant_release (tenant_ref, number, operation_id, artefact, status)"
                        + " VALUES (?, 1, gen_random_uuid(), 'r1', 'running')",
                platform.ref(slug));
        Tenant tenant = platform.control.tenants().find(slug).orElseThrow();
        assertThat(findings(tenant).proposals()).isEmpty();
        platform.served(slug, name);
        assertThat(findings(tenant).proposals()).singleElement().satisfies(proposal -> assertThat(
                        proposal.input().path("artefact").asText())
                .isEqualTo("r1"));
        assertThat(platform.domains.addresses(tenant.ref())).containsExactly("https://" + name);
        platform.alter("UPDATE tenant_release SET created_at = now() WHERE tenant_ref = ?", tenant.ref());
        assertThat(findings(tenant).proposals()).isEmpty();
    }

    @Test
    void certificateThatIsNotRenewedIsWarnedOf() throws Exception {
        String slug = platform.tenant();
        String name = "warned." + slug + ".example";
        platform.served(slug, name);
        Tenant tenant = platform.control.tenants().find(slug).orElseThrow();
        assertThat(reason(tenant)).isEqualTo("AsWanted");
        due(name);
        Map<String, String> warnings = Map.of(
                "13 days", "EndsWithin14Days",
                "6 days", "EndsWithin7Days",
                "1 hour", "EndsWithin1Days",
                "-1 hour", "Expired");
        for (var warning : warnings.entrySet()) {
            platform.alter(
                    "UPDATE certificate SET not_after = now() + CAST(? AS interval)"
                            + " WHERE domain_id = (SELECT id FROM domain WHERE name = ?)",
                    warning.getKey(),
                    name);
            assertThat(reason(tenant)).isEqualTo(warning.getValue());
        }
    }

    private static String reason(Tenant tenant) throws Exception {
        return findings(tenant).findings().getFirst().reason();
    }

    /// The findings of all checks together.
    private static Findings findings(Tenant tenant) throws Exception {
        var findings = new ArrayList<Finding>();
        var proposals = new ArrayList<Proposal>();
        for (TenantCheck check : platform.domains.checks()) {
            Findings found = check.check(tenant);
            findings.addAll(found.findings());
            proposals.addAll(found.proposals());
        }
        return new Findings(findings, proposals);
    }

    private static void due(String name) {
        platform.alter(
                "UPDATE certificate SET renew_at = now() WHERE domain_id = (SELECT id FROM domain WHERE name = ?)",
                name);
    }

    private static void assertReason(JsonNode domain, String status, String reason) {
        assertThat(domain.path("status").asText() + " " + domain.path("reason").asText())
                .as(domain.toString())
                .isEqualTo(status + " " + reason);
    }
}
