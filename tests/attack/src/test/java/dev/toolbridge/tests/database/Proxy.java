package dev.toolbridge.tests.database;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.container.DebianTool;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A proxy of Debian's, with exactly the configuration of the page of operations, except for addresses.
record Proxy(Program program) implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(3);

    static Proxy haproxy(Map<String, String> addresses) {
        Path folder = folder();
        Path file = written(folder.resolve("haproxy.cfg"), lines("haproxy", addresses));
        return started("haproxy", "haproxy", folder, List.of("-db", "-f", file.toString()));
    }

    static Proxy nginx(Map<String, String> addresses) {
        Path folder = folder();
        Path file = written(folder.resolve("nginx.conf"), around(lines("nginx", addresses), folder));
        return started("nginx", "nginx", folder, List.of("-e", "stderr", "-c", file.toString()));
    }

    /// The lines of the page, and those that nginx needs to run without rights in a folder of its own.
    private static String around(String lines, Path folder) {
        return """
            daemon off; master_process off; pid %1$s/nginx.pid; error_log stderr; events {} http { access_log off;
            client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
            uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
            %2$s
            }
            """.formatted(folder, lines);
    }

    /// Waits until it passes on answers of the servers behind it.
    void await(Server server) {
        Await.until(START_MAX, () -> !program.isAlive() || answers(server), program::output);
        if (!program.isAlive()) {
            throw new AssertionError(program.output());
        }
    }

    @Override
    public void close() {
        program.kill();
    }

    private static Proxy started(String name, String debianPackage, Path folder, List<String> arguments) {
        var tool = DebianTool.required(name, debianPackage).in(folder);
        var command = new ArrayList<>(List.of(tool.program().toString()));
        command.addAll(arguments);
        return new Proxy(Program.start(command, tool.environment()));
    }

    /// The page's lines, with the addresses of this test in place of the page's.
    private static String lines(String language, Map<String, String> addresses) {
        var block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Checkout.text(Checkout.file("docs/operations.md")));
        if (!block.find()) {
            throw new AssertionError("the page has no lines of " + language);
        }
        String lines = block.group(1);
        for (var address : addresses.entrySet()) {
            if (!lines.contains(address.getKey())) {
                throw new AssertionError("the page does not say " + address.getKey());
            }
            lines = lines.replace(address.getKey(), address.getValue());
        }
        return lines;
    }

    private static boolean answers(Server server) {
        try {
            return server.send(Call.of("GET", "/readyz")).status() == 200;
        } catch (UncheckedIOException notYet) {
            return notYet.getMessage().isEmpty();
        }
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("toolbridge-proxy-");
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path written(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
