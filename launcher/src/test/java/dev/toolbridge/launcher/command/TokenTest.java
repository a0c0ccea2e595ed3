package dev.toolbridge.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.launcher.Launch;
import dev.toolbridge.launcher.WorkspaceFixture;
import dev.toolbridge.launcher.workspace.SecretFile;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.token.TokenConfig;
import dev.toolbridge.token.TokenVerifiers;
import dev.toolbridge.token.VerifiedToken;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    @RegisterExtension
    private final WorkspaceFixture workspaces = new WorkspaceFixture();

    private Workspace workspace;

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = workspaces.workspace("one").create();
        workspace.tryLock().orElseThrow().close();
    }

    @Test
    void printsATokenAlone() throws Exception {
        VerifiedToken token =
                verified(workspaces.launch("token", "--data", workspace.folder().toString()));

        assertThat(token.subject()).isEqualTo("dev");
        assertThat(token.tenant()).contains("tenant_thinkpen_b2c");
        assertThat(token.issuer()).startsWith("http://127.0.0.1:");
    }

    @Test
    void bindsItToUserTenantAndScopes() throws Exception {
        VerifiedToken token = verified(workspaces.launch(
                "token",
                "--data",
                workspace.folder().toString(),
                "--user",
                "Ada",
                "--tenant",
                "org_1",
                "--scopes",
                "notes:read, tasks:read",
                "--ttl",
                "5m"));

        assertThat(token.subject()).isEqualTo("ada");
        assertThat(token.tenant()).contains("org_1");
        assertThat(token.scopes()).containsExactlyInAnyOrder("notes:read", "tasks:read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , "})
    void noScopesAreNotAllScopes(String list) throws Exception {
        var launch = workspaces.launch("token", "--data", workspace.folder().toString(), "--scopes", list);

        assertThat(launch.exitStatus()).isEqualTo(1);
        assertThat(launch.out()).isEmpty();
        assertThat(launch.err()).contains("--scopes names no scope");
    }

    @Test
    void saysThatNothingRunsThere() throws Exception {
        Launch token = workspaces.launch("token", "--data", workspace.folder().toString());

        assertThat(token.exitStatus()).isZero();
        assertThat(token.out()).hasLineCount(1);
        assertThat(token.err())
                .isEqualTo("toolbridge: nothing runs in " + workspace.folder() + ", and no other workspace accepts this"
                        + " token: start it with `up`, or name the one that runs with --data");
    }

    @Test
    void takesTheFolderFromTheEnvironment() throws Exception {
        workspaces.set("TOOLBRIDGE_DATA", workspace.folder().toString());

        assertThat(verified(workspaces.launch("token")).subject()).isEqualTo("dev");
    }

    @Test
    void refusesALifeThatIsNone() throws Exception {
        Launch token = workspaces.launch("token", "--ttl", "soon");

        assertThat(token.exitStatus()).isEqualTo(2);
        assertThat(token.err()).contains("'soon' is no length of time: expected 30s, 15m, 12h or 30d, at most 366d");
    }

    private VerifiedToken verified(Launch launch) throws Exception {
        assertThat(launch.exitStatus()).as(launch.err()).isZero();
        assertThat(launch.out()).hasLineCount(1);
        var settings = new Settings(
                Map.of("JWT_HS256_SECRET", Files.readString(workspace.secrets().file(SecretFile.TOKEN))));
        return TokenVerifiers.from(TokenConfig.from(settings)).verify(launch.out());
    }
}
