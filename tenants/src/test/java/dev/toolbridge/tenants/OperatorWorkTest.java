package dev.toolbridge.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tenants.certificate.TestIssuer;
import dev.toolbridge.tests.endtoend.Browser;
import dev.toolbridge.tests.endtoend.ConsolePages;
import dev.toolbridge.tests.process.Await;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The changes that operators make on their pages: settings of tenants, certificates, rollouts and keys, without
/// scripts; and all of it by keyboard in a browser with scripts.
class OperatorWorkTest {
    private static final String OPERATOR = "olga@example.com";
    private static final String TENANTS = "/console/operator/tenants";
    private static final String ROLLOUTS = "/console/operator/rollouts";
    private static final String KEYS = "/console/operator/keys";
    private static final Duration ENDED_MAX = Duration.ofMinutes(2);
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
    private static final Pattern KEY = Pattern.compile("tbo_live_\\w+");

    @TempDir
    private static Path folder;

    private static OperatorPlatform platform;

    @BeforeAll
    static void start() throws Exception {
        platform = OperatorPlatform.in(folder);
        var _ = platform.made("{\"id\":\"org_a\",\"name\":\"Tenant A\",\"slug\":\"tenant-a\"}");
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void settingsAreStoredBesideWhatOthersChange() {
        var _ = platform.made("{\"name\":\"Shared\",\"slug\":\"shared\"}");
        String page = TENANTS + "/shared/settings";
        try (var browser = platform.signedIn(OPERATOR, page)) {
            Map<String, String> form = fields(browser.open(page));
            assertThat(leads(browser.submit(page, with(form, "is.name", "First"))))
                    .endsWith("done=saved");
            assertThat(leads(browser.submit(page, with(form, "is.items", "7")))).endsWith("done=merged");

            var late = browser.submit(page, with(form, "is.name", "Third"));
            assertThat(late.statusCode()).isEqualTo(412);
            assertThat(late.body()).contains("Changed meanwhile", "First", "value=\"Third\"", "value=\"7\"");
            assertThat(leads(browser.submit(page, with(fields(late), "is.name", "Third"))))
                    .endsWith("done=saved");

            var wrong = browser.submit(page, with(fields(browser.open(page)), "is.items", "many"));
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("invalid items", "value=\"many\"", "aria-invalid=\"true\"");
            assertThat(leads(browser.submit(page, with(fields(browser.open(page)), "is.plan", "large"))))
                    .endsWith("done=saved");
            assertThat(browser.open(page).body()).contains("value=\"Third\"", "value=\"2500000\"");
            assertHeld(browser, page);
        }
    }

    private static void assertHeld(OperatorBrowser browser, String page) {
        String hold = TENANTS + "/shared/hold";
        var form = Map.of("version", fields(browser.open(page)).get("version"), "hold", "true", "reason", "a dispute");
        assertThat(leads(browser.submit(hold, form))).endsWith("done=saved");
        assertThat(browser.open(page).body()).contains("a dispute", "End the hold");
        assertThat(browser.submit(hold, form).statusCode()).isEqualTo(412);
    }

    @Test
    void anAdministratorNamesTheTenantAndSetsNoQuotas() {
        String page = TENANTS + "/tenant-a/settings";
        try (var browser = platform.signedIn("ada@example.com", page)) {
            var shown = browser.open(page);
            assertThat(shown.body()).contains("id=\"admins\"").doesNotContain("id=\"items\"", "id=\"hold\"");
            Map<String, String> form = fields(shown);
            assertThat(browser.submit(page, with(form, "is.items", "5")).statusCode())
                    .isEqualTo(403);
            form.keySet().removeIf(name -> name.matches("is\\.(?!name|admins).*"));
            form.put("is.admins", "a@example.com, b@example.com\r\n");
            assertThat(leads(browser.submit(page, with(form, "is.name", "Ada's"))))
                    .endsWith("done=saved");
            assertThat(browser.open(page).body()).contains("Ada's", "a@example.com\nb@example.com");
            assertThat(browser.open(ROLLOUTS).statusCode()).isEqualTo(403);
            assertThat(browser.open(KEYS).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aDomainGetsACertificateWhoseKeyIsNotShown() {
        String domains = TENANTS + "/tenant-a/domains";
        String name = "shop.tenant-a.example";
        String page = domains + "/" + name;
        var issuer = new TestIssuer();
        try (var browser = platform.signedIn(OPERATOR, domains)) {
            assertThat(leads(browser.submit(domains, Map.of("name", name)))).isEqualTo(domains);
            assertThat(browser.open(domains).body()).contains("/domains/" + name + "\"");
            assertThat(browser.open(page).body()).contains("TXT", "has no certificate yet");

            var other = issuer.certificate("other.example");
            String chain = TestIssuer.chainPem(other);
            var refused = browser.submit(
                    page + "/certificate", Map.of("certificate", chain, "key", TestIssuer.keyPem(other)));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body())
                    .contains("role=\"alert\"", chain.lines().toList().get(1))
                    .doesNotContain(TestIssuer.keyPem(other).lines().toList().get(1));

            var own = issuer.certificate(name);
            assertThat(leads(browser.submit(
                            page + "/certificate",
                            Map.of("certificate", TestIssuer.chainPem(own), "key", TestIssuer.keyPem(own)))))
                    .endsWith("done=saved");
            assertThat(browser.open(page).body()).contains("given", "Test Middle");
        }
    }

    @Test
    void aRolloutIsStartedOnceAndWatchedToItsEnd() {
        try (var browser = platform.signedIn(OPERATOR, ROLLOUTS)) {
            var wrong = browser.submit(ROLLOUTS, Map.of("release", "next", "waves", "50, 10", "bake", "x"));
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("1 to 20 whole numbers", "value=\"50, 10\"", "value=\"next\"");

            var order = Map.of("release", "next", "waves", "10 100", "failures_max", "3", "bake", "0", "key", "one");
            String page = leads(browser.submit(ROLLOUTS, order));
            assertThat(leads(browser.submit(ROLLOUTS, order))).isEqualTo(page);
            Await.until(ENDED_MAX, () -> !browser.open(page).body().contains("every 2s"), () -> "it goes on: " + page);
            assertThat(browser.open(page).body()).contains(">done<", "tenant-a", "goes on with 3 failures");
            assertThat(browser.submit(page, Map.of("act", "pause")).statusCode())
                    .isEqualTo(409);
            assertThat(browser.submit(page, Map.of("act", "explode")).statusCode())
                    .isEqualTo(404);
            assertThat(browser.open(ROLLOUTS, "Accept-Language", "fr").body()).contains(page, "terminé");
        }
    }

    @Test
    void aKeyIsShownOnceAndEnded() {
        try (var browser = platform.signedIn(OPERATOR, KEYS)) {
            var order = Map.of("name", "Deployer", "scope", "platform:read", "days", "7");
            var refused = browser.submit(KEYS, with(order, "days", "91"));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("from 1 to 90", "value=\"Deployer\"");

            var made = browser.submit(KEYS, order);
            var found = KEY.matcher(made.body());
            assertThat(found.find()).as(made.body()).isTrue();
            String key = found.group();
            assertThat(platform.control().get("/admin/tenants", key).statusCode())
                    .isEqualTo(200);
            var listed = browser.open(KEYS);
            assertThat(listed.body()).contains("Deployer", "Only read").doesNotContain(key);

            String end = listed.body().replaceAll("(?s).*?action=\"(" + KEYS + "/[0-9a-f-]+/end)\".*", "$1");
            assertThat(leads(browser.submit(end, Map.of()))).isEqualTo(KEYS + "?done=ended");
            assertThat(platform.control().get("/admin/tenants", key).statusCode())
                    .isEqualTo(401);
            assertThat(browser.submit(end, Map.of()).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void anOperatorWorksByKeyboard(@TempDir Path profile) {
        try (var browser = Browser.startOrLeaveOut(profile)) {
            var pages = ConsolePages.in(browser);
            browser.watchPolicies();
            browser.follow(platform.base() + "/");
            browser.awaitFocus("email");
            browser.type(OPERATOR);
            browser.press("Tab");
            browser.type(OperatorPlatform.SECRET);
            browser.press("Enter");
            browser.awaitText("What each tenant has used.");
            pages.lookAt("operator-activity");
            pages.press("Tenants", "New tenant").press("New tenant", "A part of its host name");
            pages.fill("Name", "Journey").fill("Slug", "journey").press("Create", "succeeded");
            pages.press("Tenants", "New tenant").press("Journey", "Operations to start");
            pages.press("Name and quotas", "Another plan sets").fill("Items", "5000");
            pages.press("Save", "Saved.").lookAt("operator-settings");
            pages.press("Journey", "Operations to start").press("Domains", "brings no domain");
            pages.fill("Name", "www.journey.example").press("Add", "proves that the domain is yours");
            pages.press("www.journey.example", "has no certificate yet").lookAt("operator-domain");
            pages.press("Rollouts", "wave by wave").fill("Release", "newer").lookAt("operator-rollouts");
            pages.press("Start a rollout", "stops at the first failure").lookAt("operator-rollout");
            Await.until(ENDED_MAX, () -> !browser.text().contains("Pause"), browser::text);
            pages.press("API keys", "without a person").fill("Name", "Backup").lookAt("operator-keys");
            pages.press("Make a key", "This is the only time").lookAt("operator-key");
            pages.press("Settings", "End all my sessions").press("Sign out", "You are signed out");
        }
    }

    /// The fields of the first form of a page, as they are shown.
    private static Map<String, String> fields(HttpResponse<String> page) {
        var fields = new HashMap<String, String>();
        HIDDEN.matcher(page.body()).results().forEach(field -> fields.put(field.group(1), field.group(2)));
        Map.copyOf(fields).forEach((name, value) -> {
            if (name.startsWith("had.")) {
                fields.put(name.replaceFirst("had", "is"), value);
            }
        });
        return fields;
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        var all = new HashMap<>(form);
        all.put(name, value);
        return all;
    }

    private static String leads(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
