package dev.toolbridge.tests.attack;

import dev.toolbridge.tests.process.Mutant;
import java.nio.file.Path;

/// Code that stops an attack, and the source without it.
///
/// @param name its description
/// @param file the file of its source
/// @param source the text that makes it a guard; it occurs once in the file
/// @param without the text in its place when it is removed
/// @param attack the attack that then succeeds
public record Guard(String name, String file, String source, String without, String attack) {

    public static Guard ofContract(String file, String source, String without) {
        return of("contract", file, source, without);
    }

    public static Guard ofService(String file, String source, String without) {
        return of("service", file, source, without);
    }

    public static Guard ofToken(String file, String source, String without) {
        return of("token", file, source, without);
    }

    public static Guard ofApi(String file, String source, String without) {
        return of("api", file, source, without);
    }

    private static Guard of(String module, String file, String source, String without) {
        return new Guard("", module + "/src/main/java/dev/toolbridge/" + module + "/" + file, source, without, "");
    }

    Guard named(String text) {
        return new Guard(text, file, source, without, attack);
    }

    /// The same guard with an attack, by the name in its table.
    Guard against(String what) {
        return new Guard(name, file, source, without, what);
    }

    /// The folder with the classes that lack it, for the front of the class path.
    public Path gap() {
        return Mutant.of(file, source, without);
    }

    @Override
    public String toString() {
        return name;
    }
}
