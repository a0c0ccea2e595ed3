package dev.toolbridge.tenants.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The addresses that a runtime gives to an instance, as variables and in place of their names in settings.
///
/// @param host the address that its programs listen on
/// @param ports the number of each port by its name, the first one first
public record InstanceAddresses(String host, Map<String, Integer> ports) {
    /// The end of a variable that names the file of a secret.
    public static final String FILE = "_FILE";

    /// The variable that names the instance.
    public static final String MARK = "TOOLBRIDGE_INSTANCE";

    /// The variable with the memory of the instance in MiB.
    public static final String MEMORY = "TOOLBRIDGE_MEMORY_MB";

    private static final String PORT = "PORT";
    private static final Set<String> ALWAYS = Set.of("HOST", PORT, "HOME", "TMPDIR", MARK, MEMORY);

    public InstanceAddresses {
        ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
    }

    /// True for a variable that a runtime gives to the instance of this workload.
    static boolean isGiven(String name, Workload workload) {
        return ALWAYS.contains(name)
                || workload.ports().stream().map(InstanceAddresses::variable).anyMatch(name::equals);
    }

    /// `HOST`, `PORT` and a variable for each port.
    public Map<String, String> variables() {
        var variables = new TreeMap<>(Map.of("HOST", host));
        ports.values().stream().findFirst().ifPresent(port -> variables.put(PORT, Integer.toString(port)));
        ports.forEach((name, port) -> variables.put(variable(name), Integer.toString(port)));
        return variables;
    }

    /// The text with the addresses in place of their names.
    public String filled(String text) {
        String filled = text;
        for (var address : variables().entrySet()) {
            filled = filled.replace("${" + address.getKey() + "}", address.getValue());
        }
        return filled;
    }

    private static String variable(String port) {
        return port.toUpperCase(Locale.ROOT) + "_" + PORT;
    }
}
