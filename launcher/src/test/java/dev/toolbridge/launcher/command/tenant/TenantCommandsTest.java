package dev.toolbridge.launcher.command.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.launcher.Launch;
import dev.toolbridge.launcher.WorkspaceFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands that talk to a control plane: their requests, their answers, their exit status.
class TenantCommandsTest {
    private static final String KEY = "tbo_live_of_the_test";
    private static final String OPERATION = "/admin/operations/op-1";
    private static final String STARTED =
            "{\"seq\":1,\"at\":\"2026-01-01T00:00:00Z\",\"what\":\"step_started\",\"step\":\"database\",\"detail\":{}}";

    @RegisterExtension
    private final WorkspaceFixture workspaces = new WorkspaceFixture();

    private SmallControlPlane server;

    @BeforeEach
    void start() throws Exception {
        server = new SmallControlPlane();
        Path key = Files.writeString(workspaces.home().resolve("key"), KEY + "\n");
        workspaces.set("TENANTS_URL", server.address());
        workspaces.set("TOOLBRIDGE_OPERATOR_KEY_FILE", key.toString());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void rolloutsAreStartedShownAndPaused() throws Exception {
        String rollout = "{\"id\":\"r-1\",\"release\":\"next\",\"status\":\"running\",\"counts\":{\"failed\":1},"
                + "\"tenants\":[{\"slug\":\"acme\",\"state\":\"failed\",\"wave\":1,\"problem\":\"it is bad\"}]}";
        server.answer("POST /admin/rollouts", 201, rollout);
        server.answer("POST /admin/rollouts/r-1/pause", 200, rollout.replace("running", "paused"));
        server.answer("GET /admin/rollouts?limit=100", 200, "{\"rollouts\":[" + rollout + "],\"hasMore\":false}");

        Launch start = workspaces.launch("rollouts", "start", "next", "--waves", "5,100", "--failures-max", "2");
        assertThat(start.out())
                .as(start.err())
                .contains("failed       1")
                .contains("acme")
                .contains("it is bad");
        Launch pause = workspaces.launch("rollouts", "pause", "r-1");
        Launch list = workspaces.launch("rollouts", "list");

        assertThat(start.out())
                .as(start.err())
                .contains("failed       1")
                .contains("acme")
                .contains("it is bad");
        assertThat(pause.out()).contains("paused");
        assertThat(list.out()).contains("r-1").contains("next");
        assertThat(server.requests().getFirst())
                .isEqualTo("POST /admin/rollouts Bearer " + KEY
                        + " {\"release\":\"next\",\"waves\":[5,100],\"failures_max\":2}");
    }

    @ParameterizedTest
    @CsvSource({"succeeded,0", "failed,1", "cancelled,1"})
    void theExitStatusIsThatOfTheOperation(String status, int exit) throws Exception {
        server.answer("POST /admin/tenants", 202, operation("running", 0));
        server.answer("GET " + OPERATION, 200, operation(status, 2));
        server.events(
                OPERATION + "/events",
                STARTED,
                "{\"seq\":2,\"at\":\"2026-01-01T00:00:02Z\",\"what\":\"" + status + "\",\"detail\":{}}");

        Launch create = workspaces.launch(
                "tenants", "create", "The Acme", "--slug", "acme", "--admin", "a@b.c", "--domain", "d.e");

        assertThat(create.exitStatus()).as(create.err()).isEqualTo(exit);
        assertThat(create.out()).endsWith("provision op-1: " + status);
        assertThat(server.requests().getFirst())
                .isEqualTo("POST /admin/tenants Bearer " + KEY
                        + " {\"name\":\"The Acme\",\"slug\":\"acme\",\"admins\":[\"a@b.c\"],\"domains\":[\"d.e\"]}");
    }

    @Test
    void anOperationThatGoesOnIsTold() throws Exception {
        server.answer("POST /admin/tenants/acme/suspend", 202, operation("running", 0));
        server.answer("GET " + OPERATION, 200, operation("waiting", 1));
        server.events(OPERATION + "/events", STARTED);

        assertThat(workspaces.launch("tenants", "suspend", "acme", "--no-wait").exitStatus())
                .isEqualTo(3);
        Launch watch = workspaces.launch("operations", "watch", "op-1", "--wait", "1s");
        assertThat(watch.exitStatus()).isEqualTo(3);
        assertThat(watch.out()).endsWith("provision op-1: waiting");
    }

    @Test
    void aRotationSaysWhatItEndsAndAnExportWhereItLies() throws Exception {
        String done = operation("succeeded", 1)
                .replace(
                        "\"last_event\"",
                        "\"effects\":[\"Tokens end.\"],\"steps\":[{\"result\":"
                                + "{\"folder\":\"one/two\"}}],\"last_event\"");
        server.answer("POST /admin/tenants/acme/rotate-secrets", 200, done);

        Launch rotation = workspaces.launch("tenants", "rotate-secrets", "acme", "--immediately", "--no-wait");

        assertThat(rotation.out())
                .isEqualTo("provision op-1: succeeded\n  Tokens end.\n  one/two in the folder of exports");
        assertThat(server.requests().getFirst()).endsWith("{\"immediately\":true}");
    }

    @Test
    void aReturnToAnEarlierReleaseSaysWhy() throws Exception {
        server.answer("POST /admin/tenants/acme/rollback", 200, operation("succeeded", 1));

        Launch back = workspaces.launch("tenants", "rollback", "acme", "--reason", "a trial", "--no-wait");

        assertThat(back.exitStatus()).as(back.err()).isZero();
        assertThat(server.requests().getFirst()).endsWith("{\"reason\":\"a trial\"}");
    }

    @Test
    void aMoveNamesItsCluster() throws Exception {
        server.answer("POST /admin/tenants/acme/migrate", 200, operation("succeeded", 1));

        Launch move = workspaces.launch("tenants", "migrate", "acme", "--cluster", "second", "--no-wait");

        assertThat(move.exitStatus()).isZero();
        assertThat(server.requests().getFirst()).endsWith("{\"cluster\":\"second\"}");
    }

    @Test
    void aHoldHasAReason() throws Exception {
        server.answer("PATCH /admin/tenants/acme", 200, "{\"slug\":\"acme\"}");
        server.answer("GET /admin/tenants/acme/certificate", 200, "{\"certificate\":{\"a\":1},\"signed\":\"x\"}");

        assertThat(workspaces
                        .launch("tenants", "hold", "acme", "--reason", "a dispute")
                        .exitStatus())
                .isZero();
        assertThat(workspaces.launch("tenants", "end-hold", "acme").exitStatus())
                .isNotZero();
        assertThat(server.requests().getFirst()).endsWith("{\"hold\":true,\"hold_reason\":\"a dispute\"}");
        assertThat(workspaces.launch("tenants", "certificate", "acme").out()).isEqualTo("{\"a\":1}");
    }

    @Test
    void programsGetJsonAlone() throws Exception {
        server.answer(
                "GET /admin/tenants?limit=100",
                200,
                "{\"tenants\":[{\"slug\":\"a\"}],\"hasMore\":true,\"nextCursor\":\"x=\"}");
        server.answer(
                "GET /admin/tenants?limit=100&cursor=x%3D", 200, "{\"tenants\":[{\"slug\":\"b\"}],\"hasMore\":false}");

        assertThat(workspaces.launch("tenants", "list", "--json").out())
                .isEqualTo("{\"tenants\":[{\"slug\":\"a\"},{\"slug\":\"b\"}]}");
        Launch missing = workspaces.launch("operations", "show", "op-2", "--json");
        assertThat(missing.exitStatus()).isEqualTo(1);
        assertThat(missing.json().path("code").asText()).isEqualTo("not_found");
    }

    @Test
    void aRefusalIsOneSentence() throws Exception {
        server.answer(
                "DELETE /admin/tenants/acme?confirm=other",
                400,
                "{\"error\":\"query parameter confirm must be the tenant's slug\",\"code\":\"invalid_parameter\","
                        + "\"field\":\"confirm\"}");

        Launch delete = workspaces.launch("tenants", "delete", "acme", "--confirm", "other");

        assertThat(delete.exitStatus()).isEqualTo(1);
        assertThat(delete.err())
                .isEqualTo("toolbridge: query parameter confirm must be the tenant's slug (invalid_parameter, field:"
                        + " confirm)");
    }

    @Test
    void aFailedOperationSaysWhatToDo() throws Exception {
        String failed = operation("failed", 1)
                .replace(
                        "\"last_event\"", "\"problem\":{\"what\":\"a\",\"why\":\"b\",\"remedy\":\"c\"},\"last_event\"");
        server.answer("GET " + OPERATION, 200, failed);
        server.answer("POST " + OPERATION + "/retry", 202, failed);

        Launch retry = workspaces.launch("operations", "retry", "op-1");

        assertThat(retry.exitStatus()).isEqualTo(1);
        assertThat(retry.out()).isEqualTo("provision op-1: failed: a; b; c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://tenants.example", "ftp://127.0.0.1", "tenants.example", "http://127.0.0.1.example"})
    void aKeyIsNotSentWhereOthersReadIt(String address) throws Exception {
        Launch list = workspaces.launch("tenants", "list", "--url", address);

        assertThat(list.exitStatus()).isEqualTo(1);
        assertThat(list.err())
                .isEqualTo("toolbridge: the address of the control plane is " + address
                        + ", expected one with https, or one of this machine with http");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        workspaces.set("TOOLBRIDGE_OPERATOR_KEY_FILE", "");
        assertThat(workspaces.launch("tenants", "list").err())
                .isEqualTo("toolbridge: there is no key for the control plane at " + server.address()
                        + ": set TOOLBRIDGE_OPERATOR_KEY_FILE or --key-file");
        workspaces.set("TENANTS_URL", "");
        assertThat(workspaces.launch("tenants", "list").err())
                .isEqualTo("toolbridge: no platform of tenants runs in "
                        + workspaces.home().resolve(".toolbridge-tenants")
                        + ": start it with `up --tenants`, or name a control plane with --url or TENANTS_URL");
        assertThat(workspaces.launch("tenants").err()).startsWith("tenants what? There are: create, list,");
    }

    private static String operation(String status, int lastEvent) {
        return "{\"id\":\"op-1\",\"kind\":\"provision\",\"status\":\"" + status + "\",\"last_event\":" + lastEvent
                + "}";
    }
}
