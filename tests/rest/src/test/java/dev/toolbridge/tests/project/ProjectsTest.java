package dev.toolbridge.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The life of a project: made, found, changed, deleted and restored; people come in and go.
class ProjectsTest {
    private final Team team = new Team();

    @Test
    void hasThreeNames() {
        Reply shown = team.send("owner", "GET", team.project(""));
        assertThat(shown.at("/role").asText()).isEqualTo("owner");
        long number = shown.at("/number").asLong();
        for (String name : new String[] {team.id(), team.slug(), Long.toString(number)}) {
            assertThat(team.send("owner", "GET", "/v1/projects/" + name)
                            .at("/id")
                            .asText())
                    .isEqualTo(team.id());
            assertThat(team.send("owner", "GET", "/v1/spaces/" + name + "/members")
                            .at("/items/0/payload/role")
                            .asText())
                    .isEqualTo("owner");
        }
        Reply item = team.send("owner", "GET", team.space("/projects/" + team.id()));
        assertThat(item.at("/payload/slug").asText()).isEqualTo(team.slug());
        assertThat(item.at("/payload/number").asLong()).isEqualTo(number);
    }

    @Test
    void neverUsesANumberAgain() {
        long number = team.send("owner", "GET", team.project("")).at("/number").asLong();
        team.send("owner", "DELETE", team.project("?confirm=" + team.slug()));
        Reply next = team.send("owner", "POST", "/v1/projects", "{\"name\":\"next " + UUID.randomUUID() + "\"}");
        assertThat(next.at("/number").asLong()).as(next::toString).isGreaterThan(number);
        Reply taken = team.send("owner", "POST", "/v1/projects", "{\"name\":\"x\",\"slug\":\"" + team.slug() + "\"}");
        assertThat(taken.at("/code").asText()).isEqualTo("slug_taken");
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER/Name,                        github.com",
        "https://github.com/owner/NAME.git, ''",
        "git@github.com:owner/name.git,     gitlab.com",
        "ssh://git@github.com/owner/name,   gitlab.com",
    })
    void isFoundByItsRepository(String written, String otherHost) {
        String mark = UUID.randomUUID().toString();
        String url = written.replaceAll("(?i)owner", "o" + mark);
        assertThat(team.send("owner", "PATCH", team.project(""), "{\"repositoryUrl\":\"" + url + "\"}")
                        .status())
                .isEqualTo(200);
        for (String asked : new String[] {
            "o" + mark + "/name", "https://github.com/o" + mark + "/name", "git@github.com:o" + mark + "/name.git"
        }) {
            Reply found = team.send("owner", "GET", "/v1/projects?repositoryUrl=" + asked);
            assertThat(found.at("/projects/0/id").asText()).as(found::toString).isEqualTo(team.id());
        }
        if (otherHost.equals("gitlab.com")) {
            Reply none = team.send("owner", "GET", "/v1/projects?repositoryUrl=https://gitlab.com/o" + mark + "/name");
            assertThat(none.at("/projects")).isEmpty();
        }
    }

    /// Projects of another host take no place on a page.
    @Test
    void isFoundOnTheFirstPageAmongOthersOfThatPath() {
        String path = "o" + UUID.randomUUID() + "/name";
        for (String host : new String[] {"gitlab.com", "gitlab.com", "github.com", "github.com"}) {
            String url = "https://" + host + "/" + path;
            String body = "{\"name\":\"n " + UUID.randomUUID() + "\",\"repositoryUrl\":\"" + url + "\"}";
            team.send("owner", "POST", "/v1/projects", body);
        }
        Reply page = team.send("owner", "GET", "/v1/projects?limit=1&repositoryUrl=https://github.com/" + path);
        assertThat(page.at("/projects/0/repositoryUrl").asText()).contains("github.com");
        assertThat(page.at("/hasMore").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"x\",\"slug\":\"123\"}",
                "{\"name\":\"x\",\"slug\":\"-a\"}",
                "{\"name\":\"x\",\"slug\":\"0191a2b3-0000-7000-8000-000000000001\"}",
                "{\"name\":\"42\"}",
                "{\"name\":\"\"}",
                "{\"slug\":\"a\"}",
                "{\"name\":\"x\",\"stage\":\"alpha\"}",
                "{\"name\":\"x\",\"repositoryUrl\":\"https://ann:secret@github.com/a/b\"}",
                "{\"name\":\"x\",\"repositoryUrl\":\"https://token@github.com/a/b\"}",
                "{\"name\":\"x\",\"repositoryUrl\":\"file:///etc/passwd\"}",
                "{\"name\":\"x\",\"repositoryUrl\":\"name\"}",
                "{\"name\":\"x\",\"nmae\":\"y\"}"
            })
    void refusesWhatNoProjectIs(String body) {
        Reply refused = team.send("owner", "POST", "/v1/projects", body);
        assertThat(refused.status()).as(refused::toString).isEqualTo(400);
        assertThat(refused.at("/code").asText()).isEqualTo("invalid_field");
        assertThat(refused.body()).doesNotContain("secret");
    }

    @Test
    void changesOnlyWhatIsSaid() {
        team.send("owner", "PATCH", team.project(""), "{\"stage\":\"mvp\",\"description\":\"first\"}");
        Reply changed = team.send("owner", "PATCH", team.project(""), "{\"description\":null,\"name\":\"Other\"}");
        assertThat(changed.at("/stage").asText()).isEqualTo("mvp");
        assertThat(changed.at("/name").asText()).isEqualTo("Other");
        assertThat(changed.json().has("description")).isFalse();
        Reply history = team.send("owner", "GET", team.space("/projects/" + team.id() + "/history"));
        assertThat(history.at("/items")).hasSize(3);
    }

    @Test
    void goesAndComesBack() {
        team.join("ann", "developer");
        String note = team.note("ann");
        Reply key = team.send("ann", "POST", team.project("/tokens"), "{\"name\":\"k\",\"scopes\":[\"read\"]}");
        Call read = Call.of("GET", "/v1/notes/" + note);
        assertThat(team.sendWith(key.at("/key").asText(), read).status()).isEqualTo(200);

        assertThat(team.send("owner", "DELETE", team.project("?confirm=" + team.slug()))
                        .status())
                .isEqualTo(204);
        assertThat(team.send("ann", "GET", team.space("/notes/" + note)).status())
                .isEqualTo(410);
        assertThat(team.send("ann", "GET", team.project("")).status()).isEqualTo(410);
        assertThat(team.sendWith(key.at("/key").asText(), read).status()).isEqualTo(401);
        assertThat(team.send("ann", "POST", team.project("/restore"), "{}").status())
                .isEqualTo(403);

        Reply restored = team.send("owner", "POST", team.project("/restore"), "{}");
        assertThat(restored.status()).as(restored::toString).isEqualTo(200);
        assertThat(team.send("ann", "GET", team.space("/notes/" + note)).status())
                .isEqualTo(200);
        assertThat(team.sendWith(key.at("/key").asText(), read).status()).isEqualTo(401);
    }

    @Test
    void takesAnInvitationOnce() {
        Reply invited = team.send(
                "owner", "POST", team.project("/invitations"), "{\"role\":\"viewer\",\"email\":\"ann@example.org\"}");
        String join = "{\"code\":\"" + invited.at("/code").asText() + "\",\"name\":\"Ann\"}";
        assertThat(team.send("ann", "POST", "/v1/projects/join", join).at("/id").asText())
                .isEqualTo(team.id());
        assertThat(team.send("bob", "POST", "/v1/projects/join", join).status()).isEqualTo(404);
        Reply members = team.send("ann", "GET", team.project("/members"));
        assertThat(members.at("/members/1/name").asText()).isEqualTo("Ann");
        assertThat(members.at("/members/1/email").asText()).isEqualTo("ann@example.org");
        assertThat(members.at("/members/1/number").asInt()).isEqualTo(2);
    }

    /// Else a removed admin would come back by a code that was made before.
    @Test
    void takesNoInvitationOfOneWhoMayNotInviteAnyMore() {
        team.join("ann", "admin");
        String ann = team.project("/members/" + team.user("ann"));
        String early = code("ann", "viewer");
        assertThat(team.send("owner", "PATCH", ann, "{\"role\":\"developer\"}").status())
                .isEqualTo(200);
        assertThat(join("bob", early)).isEqualTo(404);
        assertThat(team.send("owner", "PATCH", ann, "{\"role\":\"admin\"}").status())
                .isEqualTo(200);
        String late = code("ann", "admin");
        assertThat(team.send("owner", "DELETE", ann).status()).isEqualTo(204);
        assertThat(join("ann", late)).isEqualTo(404);
        assertThat(team.send("ann", "GET", team.project("")).status()).isEqualTo(404);
        team.join("ann", "viewer");
    }

    private String code(String person, String role) {
        Reply invited = team.send(person, "POST", team.project("/invitations"), "{\"role\":\"" + role + "\"}");
        return invited.at("/code").textValue();
    }

    private int join(String person, String code) {
        return team.send(person, "POST", "/v1/projects/join", "{\"code\":\"" + code + "\"}")
                .status();
    }

    @Test
    void keepsAnOwner() {
        String self = team.user("owner");
        Reply left = team.send("owner", "DELETE", team.project("/members/" + self));
        assertThat(left.at("/code").asText()).isEqualTo("last_owner");
        Reply lowered = team.send("owner", "PATCH", team.project("/members/" + self), "{\"role\":\"viewer\"}");
        assertThat(lowered.at("/code").asText()).isEqualTo("last_owner");
        team.join("ann", "owner");
        assertThat(team.send("owner", "DELETE", team.project("/members/" + self))
                        .status())
                .isEqualTo(204);
        assertThat(team.send("owner", "GET", team.project("")).status()).isEqualTo(404);
    }

    @Test
    void letsRemovedMembersInAgainByInvitationOnly() {
        team.join("ann", "developer");
        Reply key = team.send("ann", "POST", team.project("/tokens"), "{\"name\":\"k\",\"scopes\":[\"write\"]}");
        String ann = team.user("ann");
        assertThat(key.at("/tokenType").asText()).isEqualTo("flukebase_connect");
        assertThat(team.send("owner", "DELETE", team.project("/members/" + ann)).status())
                .isEqualTo(204);
        assertThat(team.send("ann", "GET", team.space("/notes")).status()).isEqualTo(404);
        assertThat(team.sendWith(key.at("/key").asText(), Call.of("GET", "/v1/notes"))
                        .status())
                .isEqualTo(401);
        team.join("ann", "viewer");
        assertThat(team.send("ann", "GET", team.space("/members/" + ann))
                        .at("/payload/number")
                        .asInt())
                .isEqualTo(3);
    }

    /// Administrators of the tenant see all projects, and may take one over.
    @Test
    void isTakenOverByAnAdministrator() {
        Reply all = team.send("boss", "GET", "/v1/projects?all=true&limit=1000");
        assertThat(all.body()).contains(team.id());
        assertThat(team.send("boss", "GET", team.space("/notes")).status()).isEqualTo(404);
        Reply owned = team.send("boss", "POST", "/v1/projects/" + team.id() + "/ownership", "{}");
        assertThat(owned.at("/role").asText()).as(owned::toString).isEqualTo("owner");
        assertThat(team.send("boss", "GET", team.space("/notes")).status()).isEqualTo(200);
    }
}
