package dev.toolbridge.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.usage.Counters;
import dev.toolbridge.tenants.usage.MeterReading;
import dev.toolbridge.tenants.usage.UsageStore;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages of operators and administrators, without scripts. Olga runs the platform, Ada administers `org_a`, and Max
/// is nobody here.
class OperatorPagesTest {
    private static final String ACTIVITY = "/console/operator/activity";
    private static final String TENANTS = "/console/operator/tenants";
    private static final String HOSTILE = "<script>alert(1)</script>";

    @TempDir
    private static Path folder;

    private static OperatorPlatform platform;

    @BeforeAll
    static void start() throws Exception {
        platform = OperatorPlatform.in(folder);
        read(platform.made("{\"id\":\"org_a\",\"name\":\"Tenant A\",\"slug\":\"tenant-a\"}"), 42);
        var _ = platform.made("{\"name\":\"" + HOSTILE + "\",\"slug\":\"tenant-b\"}");
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void anOperatorSeesTheActivityOfAllTenants() {
        try (var browser = signedIn("olga@example.com")) {
            var page = browser.open(ACTIVITY + "?by=month&at=2026-03-10");

            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            assertThat(page.body())
                    .contains("Tenant A", ">42<", "never read", "&lt;script&gt;alert(1)", "aria-sort=\"descending\"")
                    .doesNotContain(HOSTILE);
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(
                            policy -> assertThat(policy).startsWith("default-src 'none'; script-src 'self'"));
            assertThat(browser.open(ACTIVITY, "Accept-Language", "fr").body())
                    .contains("lang=\"fr\"", "Locataire", "jamais relevé");
            assertThat(browser.open(ACTIVITY + "?sort=colour").body()).contains("query parameter sort must be");
        }
    }

    @Test
    void anAdministratorSeesTheOwnTenantAndNoOther() {
        try (var browser = signedIn("ada@example.com")) {
            assertThat(browser.open(ACTIVITY + "?by=month&at=2026-03-10").body())
                    .contains("Tenant A", ">42<")
                    .doesNotContain("alert(1)");
            assertThat(browser.open(TENANTS + "/tenant-a").body())
                    .contains("value=\"suspend\"")
                    .doesNotContain("id=\"delete\"");
            assertThat(browser.open(TENANTS + "/tenant-b").statusCode()).isEqualTo(404);
            assertThat(browser.open("/console/operator/audit").statusCode()).isEqualTo(403);
            assertThat(browser.submit(TENANTS, Map.of("name", "Mine")).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void othersSignInAndSeeNothing() {
        try (var browser = signedIn("max@example.com")) {
            for (String page : List.of(ACTIVITY, TENANTS, "/console/operator/operations", "/console/settings")) {
                assertThat(browser.open(page).statusCode()).as(page).isEqualTo(403);
            }
        }
    }

    @Test
    void anOperatorMakesSuspendsAndDeletesATenant() {
        try (var browser = signedIn("olga@example.com")) {
            var refused = browser.submit(TENANTS, Map.of("name", "Acme", "slug", "A!", "plan", "trial"));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("role=\"alert\"", "value=\"Acme\"", "value=\"A!\"");

            var order = Map.of("name", "Acme", "slug", "acme", "plan", "trial", "key", "order-1");
            String operation = leads(browser.submit(TENANTS, order));
            assertThat(leads(browser.submit(TENANTS, order))).isEqualTo(operation);
            awaitEnd(browser, operation);
            assertThat(browser.open(operation).body()).contains("succeeded", "<table>");

            awaitEnd(browser, leads(browser.submit(TENANTS + "/acme", Map.of("act", "suspend", "reason", "unpaid"))));
            assertThat(browser.open(TENANTS + "/acme").body()).contains("suspended", "unpaid", "value=\"resume\"");
            assertThat(browser.submit(TENANTS + "/acme", Map.of("act", "explode"))
                            .statusCode())
                    .isEqualTo(404);
            awaitEnd(browser, leads(browser.submit(TENANTS + "/acme", Map.of("act", "resume"))));

            assertThat(browser.submit(TENANTS + "/acme/delete", Map.of("confirm", "acm"))
                            .statusCode())
                    .isEqualTo(400);
            awaitEnd(browser, leads(browser.submit(TENANTS + "/acme/delete", Map.of("confirm", "acme"))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/operator/tenants?status=active",
                "/operator/tenants/new",
                "/operator/tenants/tenant-a",
                "/operator/tenants/tenant-a/settings",
                "/operator/tenants/tenant-a/domains",
                "/operator/tenants/tenant-a/secrets",
                "/operator/tenants/tenant-a/audit?check=0",
                "/operator/operations?status=succeeded",
                "/operator/rollouts",
                "/operator/keys",
                "/operator/audit?check=0",
                "/settings"
            })
    void showsEachPageInBothLanguages(String page) {
        try (var browser = signedIn("olga@example.com")) {
            for (String language : List.of("en", "fr")) {
                var shown = browser.open("/console" + page, "Accept-Language", language);
                assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
                assertThat(shown.body()).contains("lang=\"" + language + "\"").doesNotContain(HOSTILE);
            }
        }
    }

    @Test
    void writesSignInsDownAndEndsSessionsAtOnce() {
        try (var browser = signedIn("olga@example.com");
                var thief = platform.browser()) {
            thief.cookies().putAll(browser.cookies());
            assertThat(thief.open(ACTIVITY).statusCode()).isEqualTo(200);

            assertThat(leads(browser.submit("/console/sign-out", Map.of()))).isEqualTo("/console/signed-out");

            assertThat(thief.open(ACTIVITY).statusCode()).isEqualTo(303);
            assertThat(actions()).contains("console.signed_in", "console.signed_out");
        }
    }

    @Test
    void whoIsNoOperatorAnyMoreIsOutAtOnce() {
        String user = platform.provider().newUser("otto@example.com");
        platform.grant(user);
        try (var browser = signedIn("otto@example.com")) {
            assertThat(browser.open(ACTIVITY).statusCode()).isEqualTo(200);

            assertThat(platform.control()
                            .operators()
                            .withdraw(platform.provider().address(), user))
                    .isTrue();

            assertThat(browser.open(ACTIVITY).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void takesNoFormOfAnotherPlaceAndNoForgedWayBack() {
        try (var browser = signedIn("olga@example.com");
                var other = platform.browser()) {
            for (String origin : List.of("https://evil.example", "http://localhost:2", "null")) {
                assertThat(browser.submitFrom(origin, TENANTS + "/tenant-a").statusCode())
                        .isEqualTo(403);
            }
            String back = other.wayBack("max@example.com", ACTIVITY);
            assertThat(browser.open(back).statusCode()).isEqualTo(401);
            assertThat(other.open(back).statusCode()).isEqualTo(303);
            assertThat(other.open(back).statusCode()).isEqualTo(401);
        }
    }

    private static OperatorBrowser signedIn(String email) {
        return platform.signedIn(email, ACTIVITY);
    }

    private static String leads(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /// The operation's own route waits until it has ended.
    private static void awaitEnd(OperatorBrowser browser, String page) {
        String id = page.substring(page.lastIndexOf('/') + 1);
        Instant until = Instant.now().plusSeconds(60);
        while (browser.open(page).body().contains("every 2s")) {
            assertThat(Instant.now()).as(id).isBefore(until);
            Thread.onSpinWait();
        }
    }

    private static List<String> actions() {
        try (var database = Database.open(platform.control().owner(), 1, "test")) {
            return database.single("SELECT action FROM audit WHERE chain = 'platform'", row -> row.column("action")
                    .getString());
        }
    }

    private static void read(UUID tenant, long requests) {
        Instant at = Instant.parse("2026-03-10T10:00:00Z");
        var reading = new MeterReading(
                new Counters(requests, 0, 0, 0, new long[0]),
                7,
                2_500_000,
                new MeterReading.Seen(1, 0),
                new MeterReading.Seen(0, 0),
                Optional.of(at.getEpochSecond()));
        new UsageStore(platform.control().database()).add(new UsageStore.Process(tenant, "api-1", 7), reading, at);
    }
}
