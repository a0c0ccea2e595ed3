package dev.toolbridge.launcher.command;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;

/// Commands that are made together, and only when one of them is asked for: to read the options of a command takes
/// longer than most commands do.
///
/// @param names their names, in order
record CommandGroup(List<String> names, Supplier<Stream<CommandLine>> maker) {

    CommandGroup {
        names = List.copyOf(names);
    }

    /// A command of its own.
    static CommandGroup of(String name, Supplier<CommandLine> maker) {
        return new CommandGroup(List.of(name), () -> Stream.of(maker.get()));
    }

    /// Makes the commands.
    Stream<CommandLine> lines() {
        return maker.get();
    }
}
