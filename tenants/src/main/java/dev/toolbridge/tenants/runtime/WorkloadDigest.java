package dev.toolbridge.tenants.runtime;

import dev.toolbridge.service.digest.Digest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/// The digest of an order's whole content: two orders of one content have the same.
public final class WorkloadDigest {

    private WorkloadDigest() {}

    public static String of(Workload workload) {
        List<String> secrets = new ArrayList<>();
        new TreeMap<>(workload.secrets()).forEach((name, secret) -> secrets.addAll(List.of(name, secret.reveal())));
        List<String> settings = new ArrayList<>();
        new TreeMap<>(workload.settings()).forEach((name, value) -> settings.addAll(List.of(name, value)));
        return HexFormat.of()
                .formatHex(Digest.of(
                        workload.artefact(),
                        part(workload.command()),
                        part(settings),
                        part(secrets),
                        part(workload.ports()),
                        Integer.toString(workload.memoryMb()),
                        workload.healthPath().orElse(""),
                        workload.stopTimeout().toString()));
    }

    private static String part(List<String> texts) {
        return HexFormat.of().formatHex(Digest.of(texts.toArray(String[]::new)));
    }
}
