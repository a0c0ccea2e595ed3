package dev.toolbridge.launcher.run;

import dev.toolbridge.connect.bridge.BridgeCredential;
import dev.toolbridge.launcher.workspace.Workspace;
import java.time.Duration;
import java.util.Set;

/// Tokens for a workspace of this machine, signed with its secret when the one before is nearly over.
public final class MintedToken implements BridgeCredential {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration RENEWED_BEFORE = Duration.ofMinutes(5);

    private final Workspace workspace;
    private final String tenant;
    private String token = "";
    private long signedAtNanos;

    public MintedToken(Workspace workspace, String tenant) {
        this.workspace = workspace;
        this.tenant = tenant;
    }

    @Override
    public synchronized String token(Duration patience) {
        boolean isOver =
                System.nanoTime() - signedAtNanos > LIFE.minus(RENEWED_BEFORE).toNanos();
        if (token.isEmpty() || isOver) {
            sign();
        }
        return token;
    }

    /// A workspace that was begun anew has another secret.
    @Override
    public synchronized boolean renew(String refused) {
        if (token.equals(refused)) {
            sign();
        }
        return true;
    }

    private void sign() {
        token = new DevelopmentToken(DevelopmentToken.USER, tenant, Set.of(), LIFE).sign(workspace);
        signedAtNanos = System.nanoTime();
    }

    @Override
    public String remedy() {
        return "start the workspace again with `toolbridge up --data " + workspace.folder() + "`";
    }
}
