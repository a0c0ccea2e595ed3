package dev.toolbridge.connect.command;

import dev.toolbridge.connect.terminal.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Deletes a memory, with or without a network.
@Command(
        name = "forget",
        description = "Deletes a memory of the project. Without a network too: it is sent by fbc sync.")
final class ForgetCommand implements Runnable {
    @Parameters(arity = "1", paramLabel = "ID", description = "The id of the memory, or its key.")
    private String name;

    private final Desk desk;

    ForgetCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        String uid = LocalProject.open(desk)
                .memories()
                .forget(name)
                .orElseThrow(() -> new CommandFailure("no one memory here has the id or key '" + name + "'"));
        desk.screen().say("Forgotten: " + uid);
    }
}
