package dev.toolbridge.proof.conformance;

import com.nimbusds.jose.JOSEException;
import dev.toolbridge.tests.endtoend.NodePackages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// An era of the protocol, as the official suite asks for it. The suite needs Node, which npm installs.
///
/// @param revision the name of the era
/// @param scenarios the number of scenarios that the suite scores
record Era(String revision, int scenarios) {
    static final List<Era> ALL = List.of(new Era("2025-11-25", 30), new Era("2026-07-28", 37));

    private static final NodePackages SUITE =
            new NodePackages("conformance", List.of("@modelcontextprotocol/conformance@0.2.0-alpha.12"));
    private static final Duration RUN_MAX = Duration.ofMinutes(4);
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    /// Runs the suite against the transports of the product; empty if npm cannot install it.
    Optional<Outcome> run() {
        if (!SUITE.install()) {
            return Optional.empty();
        }
        try (var server = new FixtureServer();
                var run = SUITE.start("conformance", "server", "--url", server.address(), "--requirements", revision)) {
            int exit = run.exitCode(RUN_MAX).orElse(-1);
            String output = COLOUR.matcher(run.output()).replaceAll("");
            return Optional.of(new Outcome(this, exit, output));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a token cannot be signed", impossible);
        }
    }

    /// The line that stands for a result where there is no npm.
    String leftOut() {
        return "left out: the conformance suite of " + revision + ", since npm could not install it";
    }
}
