package dev.toolbridge.launcher.run;

import com.nimbusds.jose.JOSEException;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.SecretFile;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.token.SignedToken;
import dev.toolbridge.token.TokenVerifiers;
import dev.toolbridge.token.login.LoginName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A token for development, signed with the secret of a workspace. Its user has the same name at the
/// workspace's identity provider, and counts as a member of the token's tenant.
///
/// @param scopes the scopes that it grants; empty for everything that the user may do
public record DevelopmentToken(String user, String tenant, Set<String> scopes, Duration life) {
    public static final String USER = "dev";
    public static final int USUAL_LIFE_HOURS = 24;

    private static final String TENANT = "tenant_thinkpen_b2c";

    /// The default tenant of the servers of this workspace.
    public static String defaultTenant() {
        return Optional.ofNullable(System.getenv("DEFAULT_TENANT_ID"))
                .filter(text -> !text.isBlank())
                .orElse(TENANT);
    }

    /// The id of the usual user at the identity provider.
    static String userId() {
        return idOf(USER);
    }

    /// The id of a user at the identity provider.
    public static String idOf(String user) {
        return login(user).id();
    }

    private static LoginName login(String user) {
        return LoginName.parse(user).orElseThrow(() -> new LaunchFailure("--user must be a name or an e-mail address"));
    }

    public String sign(Workspace workspace) {
        var issuer = Optional.of(Ports.url(workspace.identityPort().known()));
        var token = new SignedToken(idOf(user), Optional.of(tenant), scopes, life, issuer);
        try {
            return TokenVerifiers.sign(
                    token, workspace.secrets().reveal(SecretFile.TOKEN).reveal());
        } catch (JOSEException impossible) {
            throw new IllegalStateException("the secret of the workspace does not sign", impossible);
        }
    }
}
