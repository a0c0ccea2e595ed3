package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.RefusedOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The folders of releases, below those that the operator has named.
record Artefacts(List<Path> folders) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{64})");
    private static final Pattern ON_PATH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]{0,63}");

    /// The folder of an artefact; that of a digest is called `sha256-<hexadecimal>`.
    ///
    /// @throws RefusedOrder if no folder holds it
    Path find(String artefact) {
        String name = DIGEST.matcher(artefact).replaceFirst("sha256-$1");
        RefusedOrder.unless(NAME.matcher(name).matches(), "the artefact is neither a name nor a SHA-256 digest");
        return folders.stream()
                .filter(folder -> Files.isDirectory(folder.resolve(name)))
                .findFirst()
                .map(folder -> inside(folder, name, "the artefact " + artefact + " is a link to another place"))
                .orElseThrow(() -> new RefusedOrder("the artefact " + artefact + " is in none of the folders"));
    }

    /// The first word of a command: a file of the artefact, or a name that is looked up on the path.
    ///
    /// @throws RefusedOrder if it is another file, or none that can be executed
    String program(Path artefact, String word) {
        if (ON_PATH.matcher(word).matches()) {
            return word;
        }
        boolean isRelative =
                word.contains("/") && !word.contains("=") && !Path.of(word).isAbsolute();
        RefusedOrder.unless(isRelative, "the program must be a file of the artefact, or a name on the path");
        Path program = inside(artefact, word, "the program lies outside of the artefact, or nowhere");
        RefusedOrder.unless(
                Files.isRegularFile(program) && Files.isExecutable(program), "the program cannot be executed");
        return program.toString();
    }

    private static Path inside(Path folder, String name, String otherwise) {
        try {
            Path real = folder.resolve(name).toRealPath();
            RefusedOrder.unless(real.startsWith(folder.toRealPath()), otherwise);
            return real;
        } catch (IOException _) {
            throw new RefusedOrder(otherwise);
        }
    }
}
