package dev.toolbridge.launcher.program;

import java.nio.file.Path;
import java.util.List;

/// The programs as Maven builds them in a checkout.
///
/// @param root the folder of the checkout
public record Checkout(Path root) implements Installation {

    @Override
    public List<String> commandLine(Program program) {
        Path target = root.resolve(program.module()).resolve("target");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Duser.language=",
                "-Duser.country=",
                "-Duser.script=",
                "-Duser.variant=",
                "-Duser.timezone=UTC",
                "-Xmx" + program.heapMb() + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dtoolbridge.home=" + root,
                "-cp",
                target.resolve("toolbridge-" + program.module() + ".jar") + ":" + target.resolve("lib") + "/*",
                program.mainClass());
    }

    @Override
    public String launcherName() {
        return root.resolve("toolbridge").toString();
    }
}
