package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.InstanceSelection;
import dev.toolbridge.tenants.runtime.process.supervisor.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The records of all instances and runs on this machine.
record InstanceRecords(RuntimeFolder folder) {

    Optional<InstanceRecord> find(InstanceName name) {
        try {
            return Optional.of(InstanceRecord.of(Json.parse(Files.readAllBytes(folder.record(name)))));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException("the record of " + name + " cannot be read", broken);
        }
    }

    List<InstanceRecord> find(InstanceSelection selection) {
        return all().filter(found -> selection.includes(found.name(), found.label()))
                .toList();
    }

    /// The tenants that have instances.
    Set<UUID> tenants() {
        return all().map(found -> found.name().tenant()).collect(Collectors.toSet());
    }

    /// The ports that are reserved.
    Set<Integer> ports() {
        return all().flatMap(found -> found.ports().values().stream()).collect(Collectors.toSet());
    }

    Stream<InstanceRecord> all() {
        return FileTrees.names(folder.instances()).stream()
                .filter(InstanceName::isName)
                .map(InstanceName::parse)
                .flatMap(name -> find(name).stream());
    }

    void write(InstanceRecord entry) {
        WholeFile.write(folder.record(entry.name()), entry.json());
    }
}
