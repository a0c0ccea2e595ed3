package dev.toolbridge.launcher.program;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The programs of the system that run tenants. The settings of the control plane that name other ones count here too.
public enum MachineTools {
    SUPERVISORD("SUPERVISORD_PROGRAM", "supervisord", "supervisor"),
    HAPROXY("ROUTER_PROGRAM", "haproxy", "haproxy");

    private static final List<String> USUAL = List.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin");

    private final String key;
    private final String program;
    private final String debianPackage;

    MachineTools(String key, String program, String debianPackage) {
        this.key = key;
        this.program = program;
        this.debianPackage = debianPackage;
    }

    /// The sentence that says what to install; empty if both are installed.
    public static Optional<String> missing() {
        List<MachineTools> missing =
                Stream.of(values()).filter(tool -> tool.path().isEmpty()).toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(sentence(missing));
    }

    private static String sentence(List<MachineTools> missing) {
        return missing.stream().map(tool -> tool.program).collect(Collectors.joining(" and "))
                + (missing.size() == 1 ? " is" : " are") + " needed to run tenants and not installed: `apt install "
                + missing.stream().map(tool -> tool.debianPackage).collect(Collectors.joining(" ")) + "`";
    }

    /// The settings that name the programs.
    static Map<String, String> settings() {
        return Stream.of(values())
                .filter(tool -> tool.path().isPresent())
                .collect(Collectors.toMap(
                        tool -> tool.key, tool -> tool.path().orElseThrow().toString()));
    }

    private Optional<Path> path() {
        Optional<String> named = Optional.ofNullable(System.getenv(key)).filter(text -> !text.isBlank());
        return named.map(text -> Stream.of(Path.of(text)))
                .orElseGet(() -> Stream.concat(USUAL.stream(), onPath()).map(folder -> Path.of(folder, program)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<String> onPath() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1));
    }
}
