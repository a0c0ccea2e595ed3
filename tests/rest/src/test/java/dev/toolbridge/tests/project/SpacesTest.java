package dev.toolbridge.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every route of items works in a project's space as it does in one's own, and nothing of one space is good in
/// another.
class SpacesTest {
    private final Team team = Team.ofAllRoles();

    @Test
    void selectsByHeaderAndByPath() {
        String note = team.note("developer");
        Call plain = Call.of("GET", "/v1/notes/" + note);
        assertThat(team.send("viewer", plain).status()).isEqualTo(404);
        assertThat(team.send("viewer", plain.with("X-TB-Space", team.slug())).status())
                .isEqualTo(200);
        Call path = Call.of("GET", team.space("/notes/" + note));
        assertThat(team.send("viewer", path.with("X-TB-Space", team.id())).status())
                .isEqualTo(200);
        Team other = new Team();
        other.join("viewer", "viewer");
        assertThat(team.send("owner", path.with("X-TB-Space", other.slug())).status())
                .isEqualTo(404);
        String own = team.user("viewer");
        Reply two = team.send("viewer", path.with("X-TB-Space", own));
        assertThat(two.status()).as(two::toString).isEqualTo(400);
        assertThat(team.send("viewer", "GET", "/v1/spaces/" + own + "/notes").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/spaces/no-such-team/notes", "/v1/spaces/999999999/notes", "/v1/spaces/%20/notes"})
    void tellsNothingOfOtherSpaces(String path) {
        assertThat(team.send("viewer", "GET", path).status()).isEqualTo(404);
    }

    @Test
    void keepsSessionsCursorsAndReceiptsApart() {
        String session = team.send("developer", "POST", team.space("/sync/sessions"), "")
                .at("/id")
                .asText();
        Call pull = Call.of("GET", team.space("/sync/notes/pull"))
                .with("X-Sync-Session", session)
                .with("X-Sync-Epoch", "1");
        assertThat(team.send("developer", pull).status()).isEqualTo(200);
        Call elsewhere = Call.of("GET", "/v1/sync/notes/pull")
                .with("X-Sync-Session", session)
                .with("X-Sync-Epoch", "1");
        assertThat(team.send("developer", elsewhere).status()).isEqualTo(403);

        String cursor = team.send("developer", "GET", team.space("/changes?limit=1"))
                .at("/nextCursor")
                .asText();
        assertThat(team.send("developer", "GET", team.space("/changes?cursor=" + cursor))
                        .status())
                .isEqualTo(200);
        assertThat(team.send("developer", "GET", "/v1/changes?cursor=" + cursor).status())
                .isEqualTo(400);

        Call create =
                Call.of("POST", "/v1/notes").with("Idempotency-Key", "one").json("{\"title\":\"once\"}");
        Reply here = team.send("developer", create.with("X-TB-Space", team.slug()));
        Reply again = team.send("developer", create.with("X-TB-Space", team.slug()));
        Reply there = team.send("developer", create);
        assertThat(again.at("/uid")).isEqualTo(here.at("/uid"));
        assertThat(there.at("/uid")).isNotEqualTo(here.at("/uid"));
    }

    /// A write of a viewer, and one of somebody who is removed meanwhile, take none of the others with them.
    @Test
    void storesEachWriterByItself() throws Exception {
        String[] people = {"owner", "admin", "developer", "viewer", "stranger"};
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, 60)
                    .mapToObj(number -> threads.submit(() -> {
                        String person = people[number % people.length];
                        return person
                                + team.send(person, "POST", team.space("/notes"), "{\"title\":\"" + number + "\"}")
                                        .status();
                    }))
                    .toList();
            var statuses = new ArrayList<String>();
            for (var one : running) {
                statuses.add(one.get());
            }
            assertThat(statuses).containsOnly("owner201", "admin201", "developer201", "viewer403", "stranger404");
        }
        assertThat(team.send("viewer", "GET", team.space("/notes")).at("/items"))
                .hasSize(36);
    }

    @Test
    void leavesManagedItemsToTheirRoutes() {
        String ann = team.user("developer");
        for (Call call : List.of(
                Call.of("DELETE", team.space("/members/" + ann)),
                Call.of("PATCH", team.space("/members/" + ann)).json("{\"role\":\"owner\"}"),
                Call.of("POST", team.space("/projects")).json("{\"name\":\"x\"}"))) {
            assertThat(team.send("owner", call).status()).as("%s", call).isEqualTo(405);
        }
        String session = team.send("owner", "POST", team.space("/sync/sessions"), "")
                .at("/id")
                .asText();
        Reply acks = team.send(
                "owner",
                Call.of("POST", team.space("/sync/members/push"))
                        .with("X-Sync-Session", session)
                        .with("X-Sync-Epoch", "1")
                        .json("{\"items\":[{\"uid\":\"" + ann + "\",\"role\":\"owner\"}]}"));
        assertThat(acks.body()).contains("by their own routes only");
        Reply item = team.send("owner", "GET", team.space("/members/" + ann));
        assertThat(item.at("/payload/role").asText()).isEqualTo("developer");
    }

    @Test
    void keepsMembersThroughAWipe() {
        team.note("developer");
        String session = team.send("owner", "POST", team.space("/sync/sessions"), "")
                .at("/id")
                .asText();
        Call wipe = Call.of("POST", team.space("/sync/wipe")).json("{\"confirm\":\"WIPE\"}");
        String admins = team.send("admin", "POST", team.space("/sync/sessions"), "")
                .at("/id")
                .asText();
        assertThat(team.send("admin", wipe.with("X-Sync-Session", admins)).status())
                .isEqualTo(403);
        Reply wiped = team.send("owner", wipe.with("X-Sync-Session", session));
        assertThat(wiped.at("/deleted/note").asInt()).as(wiped::toString).isEqualTo(1);
        assertThat(team.send("viewer", "GET", team.space("/notes")).at("/items"))
                .isEmpty();
        assertThat(team.send("viewer", "GET", team.space("/members")).at("/items"))
                .hasSize(4);
        assertThat(team.send("viewer", "GET", team.space("/projects/" + team.id()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void clearsTheMilestoneOfTasks() {
        String milestone = team.send("developer", "POST", team.space("/milestones"), "{\"title\":\"First release\"}")
                .at("/uid")
                .asText();
        String task = team.send(
                        "developer",
                        "POST",
                        team.space("/tasks"),
                        "{\"title\":\"Ship\",\"milestoneUid\":\"" + milestone + "\"}")
                .at("/uid")
                .asText();
        Reply started = team.send(
                "developer", "POST", team.space("/milestones/" + milestone + "/process"), "{\"action\":\"start\"}");
        assertThat(started.at("/payload/status").asText()).isEqualTo("in_progress");
        assertThat(team.send("developer", "PATCH", team.space("/milestones/" + milestone), "{\"status\":\"late\"}")
                        .status())
                .isEqualTo(400);
        assertThat(team.send("developer", "DELETE", team.space("/milestones/" + milestone))
                        .status())
                .isEqualTo(200);
        Reply released = team.send("viewer", "GET", team.space("/tasks/" + task));
        assertThat(released.at("/payload").has("milestoneUid")).isFalse();
        assertThat(released.at("/version").asInt()).isEqualTo(2);
    }

    @Test
    void opensOneProjectByAKey() {
        Team other = new Team();
        other.join("developer", "developer");
        Reply key = team.send("developer", "POST", team.project("/tokens"), "{\"name\":\"k\",\"scopes\":[\"write\"]}");
        String text = key.at("/key").asText();
        Reply made = team.sendWith(text, Call.of("POST", "/v1/notes").json("{\"title\":\"by key\"}"));
        assertThat(made.status()).as(made::toString).isEqualTo(201);
        assertThat(team.send(
                                "viewer",
                                "GET",
                                team.space("/notes/" + made.at("/uid").asText()))
                        .status())
                .isEqualTo(200);
        for (String path : List.of(
                "/v1/spaces/" + other.slug() + "/notes",
                "/v1/spaces/" + team.user("developer") + "/notes",
                "/v1/projects/" + other.slug())) {
            assertThat(team.sendWith(text, Call.of("GET", path)).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(team.sendWith(text, Call.of("GET", "/v1/projects")).at("/projects"))
                .hasSize(1);
        assertThat(team.sendWith(text, Call.of("POST", "/v1/projects").json("{\"name\":\"x\"}"))
                        .status())
                .isEqualTo(403);
        Reply tooMuch =
                team.send("developer", "POST", team.project("/tokens"), "{\"name\":\"k\",\"scopes\":[\"admin\"]}");
        assertThat(tooMuch.status()).isEqualTo(400);
        assertThat(UUID.fromString(key.at("/project").asText())).hasToString(team.id());
    }
}
