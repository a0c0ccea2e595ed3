package dev.toolbridge.tenants.runtime;

import dev.toolbridge.service.config.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The content of an instance. In settings, `${HOST}`, `${PORT}` and `${NAME_PORT}` stand for the address that the
/// runtime gives: `PORT` is the first port, `NAME_PORT` the one called `name`.
///
/// @param artefact the digest or name of the release's files
/// @param command the program and its arguments; a program with a slash belongs to the artefact
/// @param settings the variables of the environment; no secrets
/// @param secrets the contents of files, each named to the program by a variable `<key>_FILE`
/// @param ports the names of its ports, lower-case; the first one is the one that clients use
/// @param memoryMb its share of the memory in MiB
/// @param healthPath the path that answers 2xx when it is ready; without one, readiness is unchecked
/// @param stopTimeout the time from SIGTERM to SIGKILL
public record Workload(
        String artefact,
        List<String> command,
        Map<String, String> settings,
        Map<String, Secret> secrets,
        List<String> ports,
        int memoryMb,
        Optional<String> healthPath,
        Duration stopTimeout) {

    public Workload {
        command = List.copyOf(command);
        settings = Map.copyOf(settings);
        secrets = Map.copyOf(secrets);
        ports = List.copyOf(ports);
    }
}
