package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.OrderLimits;
import dev.toolbridge.tenants.runtime.RefusedOrder;
import dev.toolbridge.tenants.runtime.Workload;
import dev.toolbridge.tenants.runtime.WorkloadDigest;
import dev.toolbridge.tenants.runtime.process.supervisor.ProgramFile;
import dev.toolbridge.tenants.runtime.process.supervisor.WholeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// Makes and deletes the files of instances. The caller holds the lock.
record InstanceFiles(
        ProcessRuntimeConfig config, InstanceRecords records, Confinement confinement, MemoryGroups memory) {
    private static final String ENTERED_BY_ALL = "rwx--x--x";
    private static final String OWNERS = "rwx------";
    private static final String READ_BY_OWNER = "r-x------";

    /// Makes the folders that all instances need.
    void makeFolders() {
        RuntimeFolder folder = records.folder();
        FileTrees.make(folder.supervisor().root(), ENTERED_BY_ALL, OptionalInt.empty());
        FileTrees.make(folder.instances(), ENTERED_BY_ALL, OptionalInt.empty());
        FileTrees.make(folder.outputs(), OWNERS, OptionalInt.empty());
        FileTrees.make(folder.users(), OWNERS, OptionalInt.empty());
    }

    /// Requires that the order can be carried out.
    ///
    /// @throws RefusedOrder if not
    void check(Workload workload) {
        OrderLimits.check(workload);
        program(workload);
        confinement.words(OptionalInt.empty());
    }

    /// Makes the files of an order. Without a record nothing has been made; the file for supervisord is the last.
    InstanceRecord make(InstanceOrder order, Optional<RunRecord> run) {
        var workload = order.workload();
        var name = order.name();
        var ports = new FreePorts(config.ports()).choose(workload.ports(), records.ports());
        OptionalInt user = confinement.isRoot() ? OptionalInt.of(users().of(name.tenant())) : OptionalInt.empty();
        var entry = new InstanceRecord(
                name,
                order.label(),
                WorkloadDigest.of(workload),
                ports,
                user,
                workload.healthPath(),
                workload.stopTimeout(),
                run);
        String program = program(entry, workload);
        makeFolder(entry, workload);
        records.write(entry);
        WholeFile.write(records.folder().program(name), program);
        return entry;
    }

    private void makeFolder(InstanceRecord entry, Workload workload) {
        RuntimeFolder folder = records.folder();
        InstanceName name = entry.name();
        FileTrees.delete(folder.instance(name));
        FileTrees.make(folder.instance(name), ENTERED_BY_ALL, OptionalInt.empty());
        FileTrees.make(folder.work(name), OWNERS, entry.user());
        Path secrets = folder.secrets(name);
        FileTrees.make(secrets, OWNERS, OptionalInt.empty());
        workload.secrets()
                .forEach((key, secret) -> FileTrees.makeSecret(secrets.resolve(key), secret.reveal(), entry.user()));
        FileTrees.make(secrets, READ_BY_OWNER, entry.user());
    }

    /// Writes the file for supervisord if it is missing.
    void ensureProgram(InstanceRecord entry, Workload workload) {
        Path file = records.folder().program(entry.name());
        if (!Files.exists(file)) {
            WholeFile.write(file, program(entry, workload));
        }
    }

    void forgetUser(UUID tenant) {
        users().forget(tenant);
    }

    private TenantUsers users() {
        return new TenantUsers(records.folder().users(), config.users());
    }

    /// Deletes all files but the output.
    void remove(InstanceName name) {
        FileTrees.delete(records.folder().program(name));
        FileTrees.delete(records.folder().instance(name));
    }

    private String program(InstanceRecord entry, Workload workload) {
        RuntimeFolder folder = records.folder();
        return new ProgramFile(
                        entry.name().toString(),
                        command(entry, workload),
                        folder.work(entry.name()),
                        entry.run().isEmpty(),
                        entry.stopTimeout(),
                        new ProgramFile.Output(folder.output(entry.name()), config.outputBytesMax(), OutputFiles.OLDER))
                .text();
    }

    /// The whole command: into the memory group, without rights, with an environment of its own.
    private List<String> command(InstanceRecord entry, Workload workload) {
        var environment = new InstanceEnvironment(records.folder(), entry, workload);
        List<String> words = new ArrayList<>(memory.words(entry.name(), workload.memoryMb()));
        words.addAll(confinement.words(entry.user()));
        words.addAll(List.of("/usr/bin/env", "-i"));
        environment.variables().forEach((name, value) -> words.add(name + "=" + value));
        words.add(program(workload));
        workload.command().stream().skip(1).map(environment::filled).forEach(words::add);
        return words;
    }

    private String program(Workload workload) {
        var artefacts = new Artefacts(config.artefacts());
        return artefacts.program(
                artefacts.find(workload.artefact()), workload.command().getFirst());
    }
}
