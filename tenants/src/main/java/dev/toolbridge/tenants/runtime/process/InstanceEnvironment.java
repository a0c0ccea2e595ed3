package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.InstanceAddresses;
import dev.toolbridge.tenants.runtime.Workload;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// The variables of an instance: what the runtime gives, and the order's settings with its addresses filled in.
record InstanceEnvironment(RuntimeFolder folder, InstanceRecord entry, Workload workload) {
    static final String HOST = "127.0.0.1";
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

    Map<String, String> variables() {
        var all = new TreeMap<>(Map.of("PATH", PATH, "LANG", "C.UTF-8"));
        workload.settings().forEach((name, value) -> all.put(name, filled(value)));
        Path secrets = folder.secrets(entry.name());
        workload.secrets()
                .keySet()
                .forEach(name -> all.put(
                        name + InstanceAddresses.FILE, secrets.resolve(name).toString()));
        all.putAll(addresses().variables());
        String work = folder.work(entry.name()).toString();
        all.put("HOME", work);
        all.put("TMPDIR", work);
        all.put(InstanceAddresses.MARK, folder.instance(entry.name()).toString());
        all.put(InstanceAddresses.MEMORY, Integer.toString(workload.memoryMb()));
        return all;
    }

    /// The text with the addresses in place of their names.
    String filled(String text) {
        return addresses().filled(text);
    }

    private InstanceAddresses addresses() {
        return new InstanceAddresses(HOST, entry.ports());
    }
}
