package dev.toolbridge.launcher.workspace;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The port of a workspace's identity provider. It is part of the identity of its users, so it is recorded and
/// stays the same.
public record IdentityPort(Path path) {
    /// The port of the login page of a machine's first workspace.
    public static final int USUAL = 8_085;

    private static final KeptPort.Words WORDS =
            new KeptPort.Words(USUAL, "the login page", "--identity-port (whoever logs in there is another user)");

    /// The requested port, else the previous one, else a new one.
    ///
    /// @param asked 0 for the previous port or any free one
    /// @param others the ports that other servers are to listen at, by their options; 0 for any
    /// @throws dev.toolbridge.launcher.process.LaunchFailure if another program listens at the port, or another
    ///     server is to get it
    public int choose(Optional<Integer> asked, Map<String, Integer> others) {
        return kept().choose(asked, others, Set.of());
    }

    /// The previous port, or the one that the next start will take.
    public int known() {
        return kept().known();
    }

    /// Tells if a port was chosen before.
    public boolean isKnown() {
        return kept().isKnown();
    }

    private KeptPort kept() {
        return new KeptPort(path, WORDS);
    }
}
