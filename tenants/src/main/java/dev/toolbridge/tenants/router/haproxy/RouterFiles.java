package dev.toolbridge.tenants.router.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The versions of the router's file with its maps, each a folder. A new version is written whole and checked before a
/// link names it, so that a start or a reload at any moment finds a good one.
public final class RouterFiles {
    private static final String NEXT = "next";
    private static final String FIRST = "1";

    private final RouterConfig config;
    private final RouterFile file;
    private final HaproxyProgram program;
    private final CertificateFiles certificates;

    RouterFiles(RouterConfig config, CertificateFiles certificates) {
        this.config = config;
        this.file = new RouterFile(config);
        this.program = new HaproxyProgram(config);
        this.certificates = certificates;
    }

    /// Writes the files for a state, if those that count are different.
    ///
    /// @return true if they were written
    /// @throws RouterFileRefused if HAProxy refuses them; those before them stay
    public boolean write(WantedState wanted) {
        config.folder().make();
        Map<String, String> texts = texts(wanted);
        try {
            certificates.write(wanted.certificates());
            if (matches(texts)) {
                return false;
            }
            Path next = config.folder().versions().resolve(NEXT);
            delete(next);
            Files.createDirectories(next);
            for (var text : texts.entrySet()) {
                Files.writeString(next.resolve(text.getKey()), text.getValue());
            }
            program.check(next.resolve("haproxy.cfg"));
            switchTo(next);
        } catch (IOException failed) {
            throw new RouterUnavailable("the router's file cannot be written", failed);
        }
        return true;
    }

    /// Tells if the files that count are those of a state.
    public boolean matches(WantedState wanted) {
        return matches(texts(wanted)) && certificates.areThere(wanted.certificates());
    }

    private boolean matches(Map<String, String> texts) {
        try {
            for (var text : texts.entrySet()) {
                Path written = config.folder().current().resolve(text.getKey());
                if (!Files.readString(written).equals(text.getValue())) {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException missing) {
            return false;
        } catch (IOException failed) {
            throw new RouterUnavailable("the router's file cannot be read", failed);
        }
    }

    private Map<String, String> texts(WantedState wanted) {
        var texts = new TreeMap<String, String>();
        texts.put("haproxy.cfg", file.text(wanted));
        texts.put(CertificateFiles.LIST, certificates.list(wanted.certificates()));
        wanted.maps().forEach((map, entries) -> texts.put(map.file(), text(entries)));
        return texts;
    }

    private static String text(SortedMap<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private void switchTo(Path next) throws IOException {
        Path current = config.folder().current();
        Path before = Files.isSymbolicLink(current) ? current.toRealPath() : current;
        Path version = config.folder()
                .versions()
                .resolve(numberAfter(before.getFileName().toString()));
        delete(version);
        Files.move(next, version);
        Path link = config.folder().root().resolve(NEXT);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of("versions", version.getFileName().toString()));
        Files.move(link, current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forgetOthers(version, before);
    }

    private static String numberAfter(String name) {
        return name.chars().allMatch(Character::isDigit) ? Long.toString(Long.parseLong(name) + 1) : FIRST;
    }

    /// Keeps the version before, for people who look for what has changed.
    private void forgetOthers(Path version, Path before) throws IOException {
        try (Stream<Path> versions = Files.list(config.folder().versions())) {
            for (Path other : versions.toList()) {
                if (!other.equals(version) && !other.getFileName().equals(before.getFileName())) {
                    delete(other);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
