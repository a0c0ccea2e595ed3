package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.Capability;
import dev.toolbridge.tenants.runtime.RefusedOrder;
import dev.toolbridge.tenants.runtime.RuntimeCondition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// The rights that instances lose before they begin, by `setpriv` of util-linux.
///
/// @param isRoot true if this process may give instances users of their own
/// @param hasSetpriv true if `setpriv` can do what is asked of it here
record Confinement(boolean isRoot, boolean hasSetpriv) {
    private static final String PROGRAM = "/usr/bin/setpriv";
    private static final List<String> ALWAYS = List.of("--no-new-privs", "--pdeathsig", "KILL");
    private static final int TRIAL_SECONDS_MAX = 10;

    static Confinement here() {
        return new Confinement(System.getProperty("user.name").equals("root"), isUsable());
    }

    /// The words before the command. Root's instances never run without a user of their own.
    ///
    /// @throws RefusedOrder if root has no `setpriv`
    List<String> words(OptionalInt user) {
        RefusedOrder.unless(
                hasSetpriv || !isRoot, "setpriv of util-linux 2.33 or newer is missing, and nothing runs as root");
        if (!hasSetpriv) {
            return List.of();
        }
        var words = new ArrayList<>(List.of(PROGRAM));
        user.ifPresent(
                number -> words.addAll(List.of("--reuid", "" + number, "--regid", "" + number, "--clear-groups")));
        words.addAll(ALWAYS);
        return words;
    }

    RuntimeCondition isolated() {
        boolean isTrue = isRoot && hasSetpriv;
        return new RuntimeCondition(
                Capability.ISOLATED,
                isTrue,
                isTrue
                        ? "each tenant has a user of its own, without new privileges"
                        : "the runtime is not root's, so all instances have its user");
    }

    RuntimeCondition endsWithRuntime() {
        return new RuntimeCondition(
                Capability.ENDS_WITH_RUNTIME,
                hasSetpriv,
                hasSetpriv
                        ? "the kernel kills an instance when supervisord dies"
                        : "setpriv of util-linux is missing: an instance outlives a killed supervisord");
    }

    private static boolean isUsable() {
        var command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(ALWAYS);
        command.add("true");
        try {
            Process trial = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return trial.waitFor(TRIAL_SECONDS_MAX, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
