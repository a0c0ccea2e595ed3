package dev.toolbridge.tenants.router.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files of certificates with their keys, which only the router's user may read. A file never changes: another
/// certificate has another one.
final class CertificateFiles {
    /// The list that the router reads when it starts.
    static final String LIST = "certificates.list";

    private static final String END = ".pem";

    private final RouterFolder folder;
    private final CertificateSource source;

    CertificateFiles(RouterFolder folder, CertificateSource source) {
        this.folder = folder;
        this.source = source;
    }

    /// The lines of the list: a file, and the host that it is served to.
    Set<String> lines(Certificates wanted) {
        var lines = new TreeMap<String, String>();
        wanted.ids().forEach((host, id) -> lines.put(host, path(id) + " " + host));
        return Set.copyOf(lines.values());
    }

    /// The text of the list.
    String list(Certificates wanted) {
        return lines(wanted).stream().sorted().map(line -> line + "\n").collect(Collectors.joining());
    }

    /// Writes the files that are missing.
    void write(Certificates wanted) throws IOException {
        for (String id : Set.copyOf(wanted.ids().values())) {
            if (!Files.exists(path(id)) && !source.write(id, path(id))) {
                throw new RouterUnavailable("a certificate was removed while the router was changed");
            }
        }
    }

    boolean areThere(Certificates wanted) {
        return wanted.ids().values().stream().allMatch(id -> Files.exists(path(id)));
    }

    /// Removes the files that are not wanted.
    void forgetOthers(Certificates wanted) {
        Set<Path> kept = wanted.ids().values().stream().map(this::path).collect(Collectors.toSet());
        if (Files.isDirectory(folder.certificates())) {
            try (Stream<Path> files = Files.list(folder.certificates())) {
                for (Path file : files.filter(file -> !kept.contains(file)).toList()) {
                    Files.delete(file);
                }
            } catch (IOException failed) {
                throw new RouterUnavailable("the files of certificates cannot be removed", failed);
            }
        }
    }

    private Path path(String id) {
        return folder.certificates().resolve(id + END);
    }
}
