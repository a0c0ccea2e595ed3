package dev.toolbridge.launcher.workspace;

import dev.toolbridge.connect.terminal.PrivateFile;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.LoopbackPort;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A port that others know, so it is recorded and stays the same.
public record KeptPort(Path path, Words words) {
    private static final int HIGHEST = 65_535;

    /// The words about a port, and the port of a first start.
    ///
    /// @param title the server that listens there
    /// @param option the option that chooses another port
    public record Words(int usual, String title, String option) {}

    /// The requested port, else the previous one, else a new one.
    ///
    /// @param asked 0 for the previous port or any free one
    /// @param others the ports that other servers are to listen at, by their options; 0 for any
    /// @param reserved other ports that a new one must not be
    /// @throws LaunchFailure if another program listens at the port, or another server is to get it
    public int choose(Optional<Integer> asked, Map<String, Integer> others, Set<Integer> reserved) {
        int wanted = asked.filter(port -> port != 0)
                .or(this::read)
                .orElseGet(() -> firstOf(asked.isEmpty(), union(Set.copyOf(others.values()), reserved)));
        if (others.containsValue(wanted)) {
            throw new LaunchFailure("port " + wanted + " is that of " + words.title()
                    + ": choose another for the other server (" + String.join(", ", others.keySet()) + "), or move "
                    + words.title() + " with " + words.option());
        }
        return write(LoopbackPort.requireFree(wanted, words.option()));
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

    private int firstOf(boolean preferUsual, Set<Integer> others) {
        boolean isUsual = preferUsual && !others.contains(words.usual()) && LoopbackPort.isFree(words.usual());
        return isUsual ? words.usual() : LoopbackPort.anyBut(others);
    }

    private static Set<Integer> union(Set<Integer> some, Set<Integer> more) {
        var all = new HashSet<>(some);
        all.addAll(more);
        return all;
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
