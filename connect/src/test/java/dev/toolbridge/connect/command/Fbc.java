package dev.toolbridge.connect.command;

import dev.toolbridge.connect.client.ClientMachine;
import dev.toolbridge.connect.terminal.CommandScreen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/// `fbc` as a person runs it in a folder, with a home of its own.
final class Fbc {
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final Queue<Runnable> endings = new ConcurrentLinkedQueue<>();
    private final Queue<ByteArrayOutputStream> remarks = new ConcurrentLinkedQueue<>();
    private Path current;

    /// @param folder an empty folder for the home and for the person's work
    Fbc(Path folder) {
        this.home = folder.resolve("home");
        this.current = folder.resolve("work");
        try {
            Files.createDirectories(home);
            Files.createDirectories(current);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// @param out the answer
    /// @param err the remarks
    record Ran(int status, String out, String err) {}

    Path current() {
        return current;
    }

    Path home() {
        return home;
    }

    Path own() {
        return home.resolve(".flukebase_connect");
    }

    Fbc in(Path folder) {
        current = folder;
        return this;
    }

    Fbc with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Ran run(String... words) {
        return typing("", words);
    }

    Ran typing(String input, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        remarks.add(err);
        var machine = new ClientMachine(ClientMachine.Kind.LINUX, environment, home, current);
        var screen = new CommandScreen(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), stream(out), stream(err), false);
        int status = FbcCommand.run(new Desk(machine, screen, endings::add), words);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// The remarks of all commands up to now, also of those that run.
    String remarks() {
        return remarks.stream().map(one -> one.toString(StandardCharsets.UTF_8)).collect(Collectors.joining());
    }

    /// Ends a command that runs, as a person does who presses Ctrl+C.
    void end() {
        endings.forEach(Runnable::run);
    }

    /// Runs a command that speaks with a program until the input ends.
    int speaking(InputStream in, OutputStream out, String... words) {
        var machine = new ClientMachine(ClientMachine.Kind.LINUX, environment, home, current);
        var screen = new CommandScreen(in, new PrintStream(out, true, StandardCharsets.UTF_8), System.err, false);
        return FbcCommand.run(new Desk(machine, screen, endings::add), words);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
