package dev.toolbridge.tenants.router.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The certificates of the running router, which its socket changes: no connection is cut for one.
final class RunningCertificates {
    private static final String PLACE = CertificateFiles.LIST;
    private static final String SUCCESS = "Success!";
    private static final int WORDS_LENGTH_MAX = 500;

    private final CommandSocket socket;
    private final CertificateFiles files;

    RunningCertificates(CommandSocket socket, CertificateFiles files) {
        this.socket = socket;
        this.files = files;
    }

    List<Drift> differences(Certificates wanted) {
        var differences = new ArrayList<Drift>();
        missing(wanted).forEach(line -> differences.add(new Drift(PLACE, line, Drift.NOTHING)));
        surplus(wanted).forEach(line -> differences.add(new Drift(PLACE, Drift.NOTHING, line)));
        return differences;
    }

    /// Serves what is wanted and not served; before it redirects anybody to it.
    List<Drift> add(Certificates wanted) {
        var ended = new ArrayList<Drift>();
        for (String line : missing(wanted)) {
            add(line);
            ended.add(new Drift(PLACE, line, Drift.NOTHING));
        }
        return ended;
    }

    /// Ends what is served and not wanted.
    List<Drift> remove(Certificates wanted) {
        var ended = new ArrayList<Drift>();
        for (String line : surplus(wanted)) {
            String file = file(line);
            socket.ask("del ssl crt-list " + PLACE + " " + file);
            socket.ask("del ssl cert " + file);
            ended.add(new Drift(PLACE, Drift.NOTHING, line));
        }
        if (!surplus(wanted).isEmpty()) {
            throw new RouterUnavailable("the router did not let go of a certificate");
        }
        return ended;
    }

    private void add(String line) {
        String file = file(line);
        endTransaction();
        socket.ask("new ssl cert " + file);
        socket.ask("set ssl cert " + file + " <<\n" + pem(file) + "\n");
        String committed = socket.ask("commit ssl cert " + file);
        String listed = socket.ask("add ssl crt-list " + PLACE + " <<\n" + line + "\n");
        if (!committed.contains(SUCCESS) || !listed.contains(SUCCESS)) {
            String words = (committed + " " + listed).strip().replaceAll("\\s+", " ");
            throw new RouterUnavailable("the router does not take a certificate: "
                    + words.substring(0, Math.min(words.length(), WORDS_LENGTH_MAX)));
        }
    }

    /// Ends what a killed control plane has left half done: there is one transaction at a time.
    private void endTransaction() {
        socket.ask("show ssl cert")
                .lines()
                .filter(line -> line.startsWith("*"))
                .forEach(line -> socket.ask("abort ssl cert " + line.substring(1)));
    }

    private Set<String> missing(Certificates wanted) {
        var lines = new TreeSet<>(files.lines(wanted));
        lines.removeAll(served());
        return lines;
    }

    private Set<String> surplus(Certificates wanted) {
        var lines = new TreeSet<>(served());
        lines.removeAll(files.lines(wanted));
        return lines;
    }

    private List<String> served() {
        return socket.ask("show ssl crt-list " + PLACE)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("/"))
                .toList();
    }

    private static String file(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    private static String pem(String file) {
        try {
            return Files.readString(Path.of(file)).strip() + "\n";
        } catch (IOException failed) {
            throw new RouterUnavailable("the file of a certificate cannot be read", failed);
        }
    }
}
