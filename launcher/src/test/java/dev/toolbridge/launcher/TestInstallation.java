package dev.toolbridge.launcher;

import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.program.Program;
import java.nio.file.Path;
import java.util.List;

/// Our launcher with small programs in place of the servers, all on the class path of the tests.
public final class TestInstallation implements Installation {

    @Override
    public Path root() {
        return Path.of("");
    }

    @Override
    public List<String> commandLine(Program program) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + program.heapMb() + "m",
                "-cp",
                System.getProperty("java.class.path"),
                standIn(program).getName());
    }

    @Override
    public String launcherName() {
        return "toolbridge";
    }

    private static Class<?> standIn(Program program) {
        if (program.equals(Program.LAUNCHER)) {
            return TestLauncher.class;
        }
        if (program.equals(Program.MIGRATE)) {
            return SmallMigration.class;
        }
        boolean runsOnce = List.of(Program.TENANTS_MIGRATE, Program.TENANTS_PREPARE, Program.TENANTS_OPERATOR)
                .contains(program);
        return runsOnce ? SmallTask.class : SmallServer.class;
    }
}
