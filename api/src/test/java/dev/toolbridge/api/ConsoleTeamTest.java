package dev.toolbridge.api;

import static dev.toolbridge.api.ConsoleForms.fields;
import static dev.toolbridge.api.ConsoleForms.made;
import static dev.toolbridge.api.ConsoleForms.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.http.FormBrowser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages that are about several people, as browsers without scripts meet them.
class ConsoleTeamTest {
    private static final Pattern CODE = Pattern.compile("id=\"secret\">([A-Za-z0-9_-]+)<");
    private static final Pattern MEMBER = Pattern.compile("/members/([0-9a-f-]{36})/(role|remove)");

    private static final List<String> PAGES = List.of(
            "",
            "/settings",
            "/members",
            "/keys",
            "/notes",
            "/milestones",
            "/memories",
            "/recall?q=x",
            "/events",
            "/environment/development",
            "/environment/development/variables/KEY",
            "/conflicts",
            "/webhooks",
            "/webhooks/UID",
            "/export",
            "/notes/UID",
            "/notes/UID/edit",
            "/notes/UID/history",
            "/notes/UID/history/1");
    private static final List<String> FORMS = List.of(
            "/settings",
            "/delete",
            "/restore",
            "/invitations",
            "/keys",
            "/environment/development",
            "/environment/development/import",
            "/environment/development/reveal",
            "/environment/development/variables/KEY",
            "/environment/development/variables/KEY/rollback",
            "/environment/development/variables/KEY/delete",
            "/conflicts/UID/1",
            "/webhooks",
            "/webhooks/UID/do",
            "/notes",
            "/notes/UID",
            "/notes/UID/do",
            "/members/MEMBER/role",
            "/members/MEMBER/remove");

    @TempDir
    static Path folder;

    private static ConsoleWorld world;

    @BeforeAll
    static void start() throws InterruptedException {
        world = ConsoleWorld.in(folder);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void aProjectIsMadeSharedWorkedInAndLeft() {
        try (var owner = world.browser();
                var other = world.browser()) {
            world.signIn(owner, world.person("org_a"));
            world.signIn(other, world.person("org_a"));
            String project = project(owner, "Web <shop>");
            assertThat(owner.open(project).body()).contains("Web &lt;shop&gt;", "There are no milestones yet");
            assertThat(owner.open("/console/projects").body()).contains("Web &lt;shop&gt;", "Owner");
            String code = invited(owner, project, "developer");
            assertThat(other.open(project).statusCode()).isEqualTo(404);
            assertThat(joined(other, code)).isEqualTo(project);
            assertThat(submit(other, "/console/projects/join", Map.of("code", code))
                            .body())
                    .contains("This was not saved", code);

            String milestone = made(other, project, "milestones", Map.of("title", "Opening", "dueDate", "2027-01-31"));
            assertThat(milestone).startsWith(project + "/milestones/");
            assertThat(owner.open(project).body()).contains("Opening", "pending");
            Map<String, String> edit = fields(owner.open(milestone + "/edit"));
            edit.put("title", "Grand opening");
            assertThat(location(submit(owner, milestone, edit))).isEqualTo(milestone + "?done=saved");
            assertThat(other.open(milestone + "/history/2").body()).contains("<mark>Grand opening</mark>");
            submit(other, milestone + "/do", Map.of("action", "start", "version", "2"));
            assertThat(owner.open(project + "/milestones?status=in_progress").body())
                    .contains("Grand opening");
            assertThat(owner.open("/console/notes").body()).doesNotContain("Grand opening");

            String members = other.open(project + "/members").body();
            assertThat(members).contains("Developer", "Leave").doesNotContain("/invitations", "Remove<");
            submit(other, project + "/members/" + member(members) + "/remove", Map.of("leave", "yes"));
            assertThat(other.open(milestone).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void membersAreGivenRolesAndRemovedByThoseWhoMay() {
        try (var owner = world.browser();
                var other = world.browser()) {
            world.signIn(owner, world.person("org_a"));
            world.signIn(other, world.person("org_a"));
            String project = project(owner, "Roles");
            joined(other, invited(owner, project, "viewer"));
            assertThat(submit(other, project + "/notes", Map.of("title", "Not mine to write"))
                            .statusCode())
                    .isEqualTo(403);
            String id = member(other.open(project + "/members").body());
            String path = project + "/members/" + id;
            assertThat(submit(other, path + "/role", Map.of("role", "owner")).statusCode())
                    .isEqualTo(403);
            assertThat(location(submit(owner, path + "/role", Map.of("role", "developer"))))
                    .isEqualTo(project + "/members?done=saved");
            String note = made(other, project, "notes", Map.of("title", "Mine to write"));
            assertThat(submit(owner, path + "/role", Map.of("role", "emperor")).statusCode())
                    .isEqualTo(400);
            submit(owner, path + "/remove", Map.of());
            assertThat(other.open(note).statusCode()).isEqualTo(404);
            assertThat(owner.open(note).body()).contains("Mine to write");
        }
    }

    @Test
    void aProjectHasKeysAndSettingsAndComesBackFromItsDeletion() {
        try (var owner = world.browser()) {
            world.signIn(owner, world.person("org_a"));
            String project = project(owner, "Settings");
            String note = made(owner, project, "notes", Map.of("title", "Of the project"));
            String page = submit(owner, project + "/keys", Map.of("name", "Robot", "rights", "read", "days", "30"))
                    .body();
            Matcher key = Pattern.compile("fbk_(live|test)_\\w{38}").matcher(page);
            assertThat(key.find()).as(page).isTrue();
            assertThat(world.server.get("/v1/notes", key.group()).body()).contains("Of the project");
            assertThat(owner.open(project + "/keys").body()).contains("Robot");
            assertThat(owner.open(project(owner, "Another") + "/keys").body()).doesNotContain("Robot");

            Map<String, String> change = Map.of("name", "New name", "stage", "beta", "repositoryUrl", "example/shop");
            assertThat(location(submit(owner, project + "/settings", change)))
                    .isEqualTo(project + "/settings?done=saved");
            assertThat(owner.open(project).body()).contains("New name", "Beta", "example/shop");
            var wrong = submit(owner, project + "/settings", Map.of("name", "", "description", "kept"));
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("This was not saved", "kept", "For support");

            assertThat(submit(owner, project + "/delete", Map.of("confirm", "other"))
                            .body())
                    .contains("slug");
            String gone = location(submit(owner, project + "/delete", Map.of("confirm", "settings")));
            assertThat(owner.open(note).statusCode()).isEqualTo(410);
            assertThat(owner.open(gone).body()).contains("/console/projects/settings/restore");
            submit(owner, project + "/restore", Map.of());
            assertThat(owner.open(note).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void everyPageOfAProjectIsMissingForOthers() {
        try (var owner = world.browser();
                var stranger = world.browser();
                var elsewhere = world.browser()) {
            world.signIn(owner, world.person("org_a"));
            world.signIn(stranger, world.person("org_a"));
            world.signIn(elsewhere, world.person("org_b"));
            String project = project(owner, "Hidden");
            String note = made(owner, project, "notes", Map.of("title", "Secret"));
            String uid = note.substring(note.lastIndexOf('/') + 1);
            String member = member(owner.open(project + "/members").body());
            for (var browser : List.of(stranger, elsewhere)) {
                allAreMissing(browser, project, uid, member);
            }
            assertThat(owner.open("/console/notes/" + uid).statusCode())
                    .as("an item of a project is not in one's own space")
                    .isEqualTo(404);
            assertThat(owner.open("/console/projects/" + UUID.randomUUID()).statusCode())
                    .isEqualTo(404);
        }
    }

    private static void allAreMissing(FormBrowser browser, String project, String uid, String member) {
        for (String page : PAGES) {
            String path = project + page.replace("UID", uid);
            assertThat(browser.open(path).statusCode()).as(path).isEqualTo(404);
        }
        for (String form : FORMS) {
            String path = project + form.replace("UID", uid).replace("MEMBER", member);
            var refused = submit(
                    browser, path, Map.of("name", "x", "role", "viewer", "title", "x", "take", "kept", "key", "KEY"));
            assertThat(refused.statusCode()).as(path).isEqualTo(404);
        }
        assertThat(browser.open("/console/notes/" + uid).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsChangedByWhomIsCounted() {
        var person = world.person("org_a");
        try (var browser = world.browser()) {
            world.signIn(browser, person);
            assertThat(browser.open("/console/programs").body()).contains("No program has changed anything");
            assertThat(browser.open("/console/usage").body()).contains("No changes in 30 days");
            made(browser, "notes", Map.of("title", "One"));
            world.server.send(
                    "POST /v1/tasks", person.token(), Optional.of("{\"title\":\"Two\"}"), "X-TB-Tool", "create_<task>");
            assertThat(browser.open("/console/programs").body()).contains("assistant", "1 change");
            assertThat(browser.open("/console/usage").body())
                    .contains("2 changes in 30 days", "create_&lt;task&gt;", "by hand or by a program")
                    .containsPattern("<rect x=\"580\" y=\"0\" width=\"16\" height=\"120\"");
        }
    }

    @Test
    void anAdministratorChecksTheChainOfTheAuditLog() {
        try (var browser = world.browser();
                var other = world.browser()) {
            world.signIn(browser, world.administrator("org_audit"));
            world.signIn(other, world.person("org_audit"));
            submit(browser, "/console/keys", Map.of("name", "Backup", "days", "30"));
            assertThat(browser.open("/console/audit").body())
                    .contains("key.created", "Check the chain")
                    .doesNotContain("The chain is");
            assertThat(browser.open("/console/audit?check=0").body())
                    .containsPattern("The chain is whole: (\\d) of \\1 entries were checked");
            assertThat(browser.open("/console/audit?check=x").statusCode()).isEqualTo(400);
            assertThat(other.open("/console/audit?check=0").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void pagesAreSmallAndSecretsAreNotCompressed() {
        try (var browser = world.browser()) {
            world.signIn(browser, world.person("org_a"));
            var page = browser.open("/console", "Accept-Encoding", "gzip");
            assertThat(page.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(page.headers().firstValueAsLong("Content-Length").orElseThrow())
                    .isLessThan(10_000);
            assertThat(browser.open("/console").body()).contains("</html>");
            var key = browser.submit(
                    "/console/keys",
                    Map.of("name", "Once", "days", "1"),
                    "Sec-Fetch-Site",
                    "same-origin",
                    "Accept-Encoding",
                    "gzip");
            assertThat(key.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(key.body()).contains("fbk_");
        }
    }

    private static String project(FormBrowser browser, String name) {
        return location(submit(browser, "/console/projects", Map.of("name", name)));
    }

    private static String invited(FormBrowser browser, String project, String role) {
        var page = submit(browser, project + "/invitations", Map.of("role", role));
        Matcher code = CODE.matcher(page.body());
        assertThat(code.find()).as(page.body()).isTrue();
        return code.group(1);
    }

    private static String joined(FormBrowser browser, String code) {
        return location(submit(browser, "/console/projects/join", Map.of("code", " " + code + " ")));
    }

    /// The last member that a page has a form for.
    private static String member(String page) {
        return MEMBER.matcher(page)
                .results()
                .map(form -> form.group(1))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
