package dev.toolbridge.launcher.workspace;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.LoopbackPort;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The port of a workspace's identity provider. It is part of the identity of its users, so it is recorded and
/// stays the same.
public record IdentityPort(Path path) {
    /// The port of the login page of a machine's first workspace.
    public static final int USUAL = 8_085;

    private static final int HIGHEST = 65_535;
    private static final String OPTION = "--identity-port (whoever logs in there is another user)";

    /// The requested port, else the previous one, else a new one.
    ///
    /// @param asked 0 for the previous port or any free one
    /// @param others the ports that other servers are to listen at, by their options; 0 for any
    /// @throws LaunchFailure if another program listens at the port, or another server is to get it
    public int choose(Optional<Integer> asked, Map<String, Integer> others) {
        int wanted = asked.filter(port -> port != 0)
                .or(this::read)
                .orElseGet(() -> firstOf(asked.isEmpty(), Set.copyOf(others.values())));
        if (others.containsValue(wanted)) {
            throw new LaunchFailure("port " + wanted + " is that of the login page: choose another for the other server"
                    + " (" + String.join(", ", others.keySet()) + "), or move the login page with " + OPTION);
        }
        return write(LoopbackPort.requireFree(wanted, OPTION));
    }

    /// The previous port, or the one that the next start will take.
    public int known() {
        return read().orElseGet(() -> write(firstOf(true, Set.of())));
    }

    /// Tells if a port was chosen before.
    public boolean isKnown() {
        return read().isPresent();
    }

    private Optional<Integer> read() {
        return new PrivateFile(path).read().map(this::parse);
    }

    private int write(int port) {
        new PrivateFile(path).write(Integer.toString(port));
        return port;
    }

    private static int firstOf(boolean preferUsual, Set<Integer> others) {
        boolean usual = preferUsual && !others.contains(USUAL) && LoopbackPort.isFree(USUAL);
        return usual ? USUAL : LoopbackPort.anyBut(others);
    }

    private int parse(String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port < 1 || port > HIGHEST) {
                throw new NumberFormatException("no port: " + port);
            }
            return port;
        } catch (NumberFormatException damaged) {
            throw new LaunchFailure("the file " + path + " is damaged: delete it and try again", damaged);
        }
    }
}
