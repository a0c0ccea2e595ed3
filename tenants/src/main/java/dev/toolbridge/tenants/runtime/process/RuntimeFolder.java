package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.process.supervisor.FolderLock;
import dev.toolbridge.tenants.runtime.process.supervisor.SupervisorFolder;
import java.nio.file.Path;

/// The files of all instances: a folder for each, their output, and the users of tenants.
record RuntimeFolder(SupervisorFolder supervisor) {
    static final String LOG = ".log";

    Path instances() {
        return supervisor.root().resolve("instances");
    }

    /// The folder of one instance, which is also the mark of its processes.
    Path instance(InstanceName name) {
        return instances().resolve(name.toString());
    }

    Path record(InstanceName name) {
        return instance(name).resolve("instance.json");
    }

    Path secrets(InstanceName name) {
        return instance(name).resolve("settings");
    }

    /// The only folder that the instance may write to.
    Path work(InstanceName name) {
        return instance(name).resolve("work");
    }

    Path outputs() {
        return supervisor.root().resolve("output");
    }

    Path output(InstanceName name) {
        return outputs().resolve(name + LOG);
    }

    Path users() {
        return supervisor.root().resolve("users");
    }

    /// The file that tells supervisord of the instance.
    Path program(InstanceName name) {
        return supervisor.program(name.toString());
    }

    /// Held while ports and users are given and files are made, never during a wait.
    FolderLock lock() {
        return new FolderLock(supervisor.root().resolve("runtime.lock"));
    }
}
