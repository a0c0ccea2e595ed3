package dev.toolbridge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.workos.common.exceptions.NotFoundException;
import com.workos.common.exceptions.WorkOSException;
import com.workos.common.http.RequestOptions;
import com.workos.models.Organization;
import com.workos.models.OrganizationDomain;
import com.workos.models.OrganizationDomainData;
import com.workos.organizations.Organizations;
import com.workos.types.OrganizationDomainDataState;
import com.workos.types.PaginationOrder;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Organisations, made and changed by WorkOS's own client library.
class OrganizationCallsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-27T10:00:00Z"));

    @TempDir
    Path folder;

    private RunningProvider provider;

    @BeforeEach
    void start() {
        provider = RunningProvider.in(folder, Map.of(), now::get);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void oneIsMadeFoundChangedAndDeleted() {
        var domains = List.of(new OrganizationDomainData("ACME.example", OrganizationDomainDataState.Verified));
        var made = organizations().create("Acme", false, null, domains, Map.of("plan", "small"), "ref-1");

        assertThat(made.getId()).startsWith("org_");
        assertThat(made.getDomains()).extracting(OrganizationDomain::getDomain).containsExactly("acme.example");
        assertThat(organizations().get(made.getId())).isEqualTo(made);
        assertThat(organizations().getByExternalId("ref-1")).isEqualTo(made);

        var changed = organizations().update(made.getId(), "Acme & Sons", null, null, null, null, Map.of("seats", "7"));

        assertThat(changed.getName()).isEqualTo("Acme & Sons");
        assertThat(changed.getExternalId()).isEqualTo("ref-1");
        assertThat(changed.getDomains()).isEqualTo(made.getDomains());
        assertThat(changed.getMetadata()).isEqualTo(Map.of("plan", "small", "seats", "7"));

        organizations().delete(made.getId());

        assertThatThrownBy(() -> organizations().get(made.getId())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> organizations().getByExternalId("ref-1")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> organizations().delete(made.getId())).isInstanceOf(NotFoundException.class);
        assertThat(provider.happened("organization.created", "organization.updated", "organization.deleted"))
                .containsExactly("organization.created", "organization.updated", "organization.deleted");
    }

    @Test
    void anExternalIdIsOneOrganisations() {
        organizations().create("Acme", null, null, null, null, "ref-1");
        var other = organizations().create("Other", null, null, null, null, "ref-2");

        assertRefused(400, "external_id_already_used", () -> create("Acme again", "ref-1"));
        assertRefused(400, "external_id_already_used", () -> organizations()
                .update(other.getId(), null, null, null, null, null, null, "ref-1"));
        assertThat(list()).hasSize(2);
    }

    @Test
    void aDomainIsOneOrganisations() {
        organizations().create("Acme", null, List.of("acme.example"));

        assertRefused(
                409, "domain_already_exists", () -> organizations().create("Other", null, List.of("acme.example")));
    }

    @Test
    void aRequestSentTwiceWithItsKeyMakesOne() {
        var first = withKey("Acme", "key-1");

        assertThat(withKey("Acme", "key-1")).isEqualTo(first);
        assertRefused(409, "idempotency_key_reused", () -> withKey("Other", "key-1"));
        assertThat(withKey("Acme", "key-2").getId()).isNotEqualTo(first.getId());
        now.updateAndGet(time -> time.plus(Duration.ofHours(24)).minusMillis(1));
        assertThat(withKey("Acme", "key-1")).isEqualTo(first);
        now.updateAndGet(time -> time.plusMillis(1));
        assertThat(withKey("Acme", "key-1").getId()).isNotEqualTo(first.getId());
    }

    @Test
    void allIsThereAfterARestart() {
        var made = withKey("Acme", "key-1");
        provider.close();

        provider = RunningProvider.in(folder, Map.of(), now::get);

        assertThat(organizations().get(made.getId())).isEqualTo(made);
        assertThat(withKey("Acme", "key-1")).isEqualTo(made);
    }

    @Test
    void listsAreCutInBothOrders() {
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(number ->
                        create("Organisation " + number, "ref-" + number).getId())
                .toList();

        var newest = organizations().list(null, null, 2);
        var oldest = organizations().list(null, ids.get(1), 2, PaginationOrder.Asc);
        var ahead = organizations().list(ids.get(3), null, 2, PaginationOrder.Asc);

        assertThat(newest.data).extracting(Organization::getId).containsExactly(ids.get(4), ids.get(3));
        assertThat(newest.listMetadata.after).isEqualTo(ids.get(3));
        assertThat(oldest.data).extracting(Organization::getId).containsExactly(ids.get(2), ids.get(3));
        assertThat(ahead.data).extracting(Organization::getId).containsExactly(ids.get(1), ids.get(2));
        assertThat(organizations().list(null, null, 10, null, null, "ation 3").data)
                .hasSize(1);
        assertThat(organizations().list(null, null, 10, null, List.of("nobody.example")).data)
                .isEmpty();
    }

    @Test
    void textsHaveALongestLength() {
        for (var limit : Map.of("name", 255, "external_id", 64).entrySet()) {
            var body = new HashMap<>(Map.of("name", "Acme"));
            body.put(limit.getKey(), "x".repeat(limit.getValue()));
            assertThat(post(body).statusCode()).isEqualTo(201);
            body.put(limit.getKey(), "x".repeat(limit.getValue() + 1));
            assertThat(post(body).body())
                    .contains(limit.getKey(), String.valueOf(limit.getValue()), "invalid_request_parameters");
        }
    }

    @Test
    void metadataHasItsLimits() {
        var good = pairs(10);
        good.put("name0", "v".repeat(600));
        good.remove("name1");
        good.put("n".repeat(40), "v");

        assertThat(post(Map.of("name", "Acme", "metadata", good)).statusCode()).isEqualTo(201);
        for (Object wrong : List.of(
                pairs(11),
                Map.of("name", "v".repeat(601)),
                Map.of("n".repeat(41), "v"),
                Map.of("ä", "v"),
                Map.of("name", "ä"),
                Map.of("name", 7),
                List.of("name"),
                "text")) {
            assertThat(post(Map.of("name", "Acme", "metadata", wrong)).body()).contains("invalid_metadata");
        }
    }

    @Test
    void oddBodiesAreRefusedAndMakeNothing() {
        for (String body : List.of(
                "{}",
                "{'name':''}",
                "{'name':' '}",
                "{'name':7}",
                "{'name':null}",
                "{'name':'a','domains':['127.0.0.1.']}",
                "{'name':'a','domains':['-a.example']}",
                "{'name':'a','domains':7}",
                "{'name':'a','domain_data':[{'domain':'a.example','state':'odd'}]}",
                "[]",
                "not JSON")) {
            assertThat(send(body.replace('\'', '"')).statusCode()).as(body).isIn(400, 422);
        }
        assertThat(list()).isEmpty();
    }

    @Test
    void domainsAndKeysAndBodiesHaveTheirLimits() {
        var names = IntStream.rangeClosed(0, 100)
                .mapToObj(number -> "a" + number + ".example")
                .toList();
        String longest = ("a".repeat(62) + ".").repeat(4) + "a";

        assertThat(post(Map.of("name", "a", "domains", names.subList(0, 100))).statusCode())
                .isEqualTo(201);
        assertThat(post(Map.of("name", "a", "domains", names)).statusCode()).isEqualTo(422);
        assertThat(longest).hasSize(253);
        assertThat(post(Map.of("name", "a", "domains", List.of(longest))).statusCode())
                .isEqualTo(201);
        assertThat(post(Map.of("name", "a", "domains", List.of(longest + "a"))).statusCode())
                .isEqualTo(422);
        assertThat(withKey("Acme", "k".repeat(255)).getName()).isEqualTo("Acme");
        assertRefused(422, "invalid_request_parameters", () -> withKey("Acme", "k".repeat(256)));
        assertThat(send("{\"name\":\"a\"}" + " ".repeat(65_536 - 12)).statusCode())
                .isEqualTo(201);
        assertThat(send("{\"name\":\"a\"}" + " ".repeat(65_536 - 11)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void anOrganisationTakesItsMembersAlong() {
        provider.newMember("ada@example.com", "org_a");
        organizations().delete("org_a");

        assertThat(provider.happened("organization_membership.deleted", "organization.deleted"))
                .containsExactly("organization_membership.deleted", "organization.deleted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lost", "gateway"})
    void anAnswerIsLostAfterTheOrganisationWasMade(String fault) {
        provider.faultOnce("organization-changes", fault);

        assertThatThrownBy(() -> create("Acme", "ref-1")).isInstanceOf(WorkOSException.class);

        assertThat(organizations().getByExternalId("ref-1").getName()).isEqualTo("Acme");
        assertRefused(400, "external_id_already_used", () -> create("Acme", "ref-1"));
    }

    @Test
    void anAnswerComesTooLateAfterTheOrganisationWasMade() {
        provider.faultOnce("organization-changes", "late");
        var impatient = RequestOptions.builder().timeoutMillis(300).build();

        assertThatThrownBy(() -> organizations().create("Acme", null, null, null, null, "ref-1", impatient))
                .isInstanceOf(Exception.class);

        assertThat(organizations().getByExternalId("ref-1").getName()).isEqualTo("Acme");
        provider.control("DELETE", "/faults", Map.of());
    }

    private Organization create(String name, String externalId) {
        return organizations().create(name, null, null, null, null, externalId);
    }

    private Organization withKey(String name, String key) {
        var options = RequestOptions.builder().idempotencyKey(key).build();
        return organizations().create(name, null, null, null, null, null, options);
    }

    private List<Organization> list() {
        return organizations().list(null, null, 100).data;
    }

    private HttpResponse<String> post(Map<String, ?> body) {
        return send(Json.text(body));
    }

    private HttpResponse<String> send(String body) {
        return provider.send("POST", "/organizations", body);
    }

    private Organizations organizations() {
        return provider.workos().getOrganizations();
    }

    private static Map<String, String> pairs(int count) {
        return IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(number -> "name" + number, String::valueOf, (a, _) -> a, LinkedHashMap::new));
    }

    static void assertRefused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(WorkOSException.class, refused -> {
            assertThat(refused.status).as(refused.rawBody).isEqualTo(status);
            assertThat(refused.code).isEqualTo(code);
        });
    }
}
