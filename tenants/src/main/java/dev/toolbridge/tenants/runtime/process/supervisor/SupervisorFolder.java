package dev.toolbridge.tenants.runtime.process.supervisor;

import java.nio.file.Path;

/// The folder of a supervisord: its configuration, its log, its socket, and a file for each program.
public record SupervisorFolder(Path root) {

    /// The longest path of a Unix socket on Linux, less its name.
    private static final int LENGTH_MAX = 88;

    private static final String ENDING = ".conf";

    public SupervisorFolder {
        root = PlainPath.require(root.toAbsolutePath().normalize());
        if (root.toString().length() > LENGTH_MAX) {
            throw new IllegalArgumentException("the path " + root + " is longer than " + LENGTH_MAX);
        }
    }

    public Path socket() {
        return root.resolve("supervisor.sock");
    }

    public Path programs() {
        return root.resolve("programs");
    }

    /// The file of one program.
    public Path program(String name) {
        return programs().resolve(PlainPath.require(name) + ENDING);
    }

    Path configuration() {
        return root.resolve("supervisord.conf");
    }

    Path log() {
        return root.resolve("supervisord.log");
    }

    Path pidFile() {
        return root.resolve("supervisord.pid");
    }

    FolderLock lock() {
        return new FolderLock(root.resolve("supervisord.lock"));
    }

    /// The text of supervisord's own file.
    String configurationText(boolean isRoot) {
        return """
                [supervisord]
                logfile=%s
                logfile_maxbytes=1MB
                logfile_backups=1
                loglevel=info
                pidfile=%s
                childlogdir=%s
                identifier=toolbridge
                umask=077
                nocleanup=true
                %s
                [unix_http_server]
                file=%s
                chmod=0700

                [rpcinterface:supervisor]
                supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface

                [include]
                files=%s
                """.formatted(
                        log(),
                        pidFile(),
                        root,
                        isRoot ? "user=root\n" : "",
                        socket(),
                        programs().resolve("*" + ENDING));
    }
}
