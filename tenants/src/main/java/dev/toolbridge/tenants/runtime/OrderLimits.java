package dev.toolbridge.tenants.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// The limits of an order, whatever it runs on. Texts that reach a file of supervisord are checked again where they are
/// written.
public final class OrderLimits {
    public static final int WORDS_MAX = 64;
    public static final int SETTINGS_MAX = 200;
    public static final int SECRETS_MAX = 100;
    public static final int PORTS_MAX = 8;
    public static final int TEXT_LENGTH_MAX = 8_192;
    public static final int SECRET_BYTES_MAX = 64 * 1024;
    public static final int MEMORY_MB_MIN = 16;
    public static final int MEMORY_MB_MAX = 1024 * 1024;
    public static final Duration STOP_MIN = Duration.ofSeconds(1);
    public static final Duration STOP_MAX = Duration.ofMinutes(10);
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Pattern PORT = Pattern.compile("[a-z][a-z0-9]{0,15}");
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~/?=&:@!$'()*+,;-]{0,255}");

    private OrderLimits() {}

    /// Requires that the order keeps all limits.
    ///
    /// @throws RefusedOrder naming the first one that it breaks
    public static void check(Workload workload) {
        command(workload);
        settings(workload);
        secrets(workload);
        ports(workload);
        between("the memory in MiB", workload.memoryMb(), MEMORY_MB_MIN, MEMORY_MB_MAX);
        RefusedOrder.unless(
                workload.stopTimeout().compareTo(STOP_MIN) >= 0
                        && workload.stopTimeout().compareTo(STOP_MAX) <= 0,
                "the time to stop must be from " + STOP_MIN.toSeconds() + " to " + STOP_MAX.toSeconds() + " seconds");
    }

    private static void command(Workload workload) {
        between("the words of the command", workload.command().size(), 1, WORDS_MAX);
        workload.command().forEach(word -> text("a word of the command", word));
    }

    private static void settings(Workload workload) {
        between("the settings", workload.settings().size(), 0, SETTINGS_MAX);
        workload.settings().forEach((name, value) -> {
            variable(name);
            RefusedOrder.unless(
                    !InstanceAddresses.isGiven(name, workload), "the setting " + name + " is given by the runtime");
            text("the setting " + name, value);
        });
    }

    private static void secrets(Workload workload) {
        between("the secrets", workload.secrets().size(), 0, SECRETS_MAX);
        workload.secrets().forEach((name, secret) -> {
            variable(name);
            RefusedOrder.unless(
                    !workload.settings().containsKey(name + InstanceAddresses.FILE),
                    "the setting " + name + InstanceAddresses.FILE + " is given for the secret already");
            between(
                    "the bytes of the secret " + name,
                    secret.reveal().getBytes(StandardCharsets.UTF_8).length,
                    0,
                    SECRET_BYTES_MAX);
        });
    }

    private static void ports(Workload workload) {
        between("the ports", workload.ports().size(), 0, PORTS_MAX);
        Set<String> different = new HashSet<>(workload.ports());
        RefusedOrder.unless(different.size() == workload.ports().size(), "two ports have one name");
        workload.ports()
                .forEach(name -> RefusedOrder.unless(
                        PORT.matcher(name).matches(),
                        "a port's name must be lower-case letters and digits, 16 at most"));
        workload.healthPath()
                .ifPresent(path -> RefusedOrder.unless(
                        PATH.matcher(path).matches() && !workload.ports().isEmpty(),
                        "the health path must begin with a slash, be written in signs of a URL, and belong to a port"));
    }

    private static void variable(String name) {
        RefusedOrder.unless(
                VARIABLE.matcher(name).matches(),
                "the name of a setting must be letters, digits and underscores, 128 at most");
    }

    private static void text(String what, String text) {
        between("the length of " + what, text.length(), 0, TEXT_LENGTH_MAX);
    }

    private static void between(String what, int number, int least, int most) {
        RefusedOrder.unless(
                number >= least && number <= most, what + " must be from " + least + " to " + most + ", not " + number);
    }
}
