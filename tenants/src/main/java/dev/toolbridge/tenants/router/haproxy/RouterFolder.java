package dev.toolbridge.tenants.router.haproxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder of the router: the versions of its file, its sockets, and the lock of those who change it.
public record RouterFolder(Path root) {
    /// The longest path that the kernel takes for a socket, without what HAProxy adds while it makes one.
    private static final int SOCKET_PATH_MAX = 90;

    public RouterFolder {
        RouterConfig.requirePlain(root);
        if (root.resolve("run/runtime.sock").toString().length() > SOCKET_PATH_MAX) {
            throw new IllegalArgumentException("the router's folder has a path that is too long for sockets: at most "
                    + SOCKET_PATH_MAX + " characters with run/runtime.sock");
        }
    }

    /// Makes the folder, which no other user may open.
    void make() {
        try {
            var own = PosixFilePermissions.fromString("rwx------");
            Files.createDirectories(root);
            Files.setPosixFilePermissions(root, own);
            Files.createDirectories(versions());
            Files.createDirectories(root.resolve("run"));
            Files.setPosixFilePermissions(root.resolve("run"), own);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path versions() {
        return root.resolve("versions");
    }

    Path certificates() {
        return root.resolve("certificates");
    }

    /// The link to the version that counts.
    Path current() {
        return root.resolve("current");
    }

    Path file() {
        return current().resolve("haproxy.cfg");
    }

    Path masterSocket() {
        return root.resolve("run/master.sock");
    }

    Path runtimeSocket() {
        return root.resolve("run/runtime.sock");
    }

    Path peersSocket() {
        return root.resolve("run/peers.sock");
    }

    Path processFile() {
        return root.resolve("run/haproxy.pid");
    }

    Path startLog() {
        return root.resolve("run/start.log");
    }

    Path lock() {
        return root.resolve("run/lock");
    }
}
