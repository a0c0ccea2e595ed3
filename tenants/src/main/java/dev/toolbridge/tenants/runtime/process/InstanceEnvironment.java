package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.Workload;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The variables of an instance: what the runtime gives, and the order's settings with its addresses filled in.
record InstanceEnvironment(RuntimeFolder folder, InstanceRecord entry, Workload workload) {
    static final String MARK = "TOOLBRIDGE_INSTANCE";
    static final String MEMORY = "TOOLBRIDGE_MEMORY_MB";
    static final String FILE = "_FILE";
    static final String HOST = "127.0.0.1";
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";
    private static final String PORT = "PORT";
    private static final Set<String> ALWAYS = Set.of("HOST", PORT, "HOME", "TMPDIR", MARK, MEMORY);

    /// True for a variable that the runtime gives to this order's instance.
    static boolean isGiven(String name, Workload workload) {
        return ALWAYS.contains(name)
                || workload.ports().stream().map(InstanceEnvironment::variable).anyMatch(name::equals);
    }

    private static String variable(String port) {
        return port.toUpperCase(Locale.ROOT) + "_" + PORT;
    }

    Map<String, String> variables() {
        var all = new TreeMap<>(Map.of("PATH", PATH, "LANG", "C.UTF-8"));
        workload.settings().forEach((name, value) -> all.put(name, filled(value)));
        Path secrets = folder.secrets(entry.name());
        workload.secrets()
                .keySet()
                .forEach(name -> all.put(name + FILE, secrets.resolve(name).toString()));
        all.putAll(addresses());
        String work = folder.work(entry.name()).toString();
        all.put("HOME", work);
        all.put("TMPDIR", work);
        all.put(MARK, folder.instance(entry.name()).toString());
        all.put(MEMORY, Integer.toString(workload.memoryMb()));
        return all;
    }

    /// The text with the addresses in place of their names.
    String filled(String text) {
        String filled = text;
        for (var address : addresses().entrySet()) {
            filled = filled.replace("${" + address.getKey() + "}", address.getValue());
        }
        return filled;
    }

    private Map<String, String> addresses() {
        var addresses = new TreeMap<>(Map.of("HOST", HOST));
        entry.port().ifPresent(port -> addresses.put(PORT, Integer.toString(port)));
        entry.ports().forEach((name, port) -> addresses.put(variable(name), Integer.toString(port)));
        return addresses;
    }
}
