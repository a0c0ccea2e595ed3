package dev.toolbridge.connect;

import dev.toolbridge.connect.client.ClientMachine;
import dev.toolbridge.connect.command.FbcCommand;
import dev.toolbridge.connect.terminal.CommandScreen;

/// The program behind the script `fbc`.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // The log's library tells nobody of its own start.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(FbcCommand.run(ClientMachine.ofThis(), CommandScreen.ofThis(), arguments));
    }
}
