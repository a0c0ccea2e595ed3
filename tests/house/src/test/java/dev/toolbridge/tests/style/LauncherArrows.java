package dev.toolbridge.tests.style;

import java.util.List;

/// The allowed imports inside the launcher.
final class LauncherArrows {
    private static final String[] SQL = {"java.sql", "javax.sql", "org.postgresql", "com.zaxxer"};

    static final List<Part> PARTS = List.of(
            Part.of("launcher").mayImport("launcher.command", "launcher.program"),
            Part.of("launcher.command")
                    .mayImport(
                            "service",
                            "moving",
                            "database",
                            "launcher.admin",
                            "connect.bridge",
                            "connect.client",
                            "connect.edit",
                            "connect.login",
                            "connect.terminal",
                            "launcher.bundle",
                            "launcher.command.tenant",
                            "launcher.option",
                            "launcher.run",
                            "launcher.vulnerability",
                            "launcher.program",
                            "launcher.process",
                            "launcher.workspace"),
            Part.of("launcher.command.tenant")
                    .mayImport(
                            "service.config",
                            "service.json",
                            "launcher.admin",
                            "launcher.option",
                            "launcher.run",
                            "launcher.program",
                            "launcher.process",
                            "launcher.workspace")
                    .never(SQL),
            Part.of("launcher.option")
                    .mayImport(
                            "service.config",
                            "database",
                            "launcher.admin",
                            "launcher.run",
                            "launcher.program",
                            "launcher.process",
                            "launcher.workspace"),
            Part.of("launcher.bundle").mayImport("service", "launcher.process").never(SQL),
            Part.of("launcher.run")
                    .mayImport(
                            "service",
                            "token",
                            "database",
                            "postgres",
                            "connect.bridge",
                            "launcher.program",
                            "launcher.process",
                            "launcher.workspace"),
            Part.of("launcher.admin").mayImport("service", "launcher.process").never(SQL),
            Part.of("launcher.vulnerability")
                    .mayImport("service.json", "launcher.process")
                    .never(SQL),
            Part.of("launcher.program").mayImport("launcher.workspace").never(SQL),
            Part.of("launcher.workspace")
                    .mayImport("service", "database", "connect.terminal", "launcher.process")
                    .never(SQL),
            Part.of("launcher.process")
                    .mayImport("service", "postgres", "connect.terminal")
                    .never(SQL));

    private LauncherArrows() {}
}
