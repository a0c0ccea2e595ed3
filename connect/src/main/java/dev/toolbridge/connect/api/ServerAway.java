package dev.toolbridge.connect.api;

import dev.toolbridge.connect.terminal.CommandFailure;

/// The server cannot be reached, or does not answer as an API does.
public final class ServerAway extends CommandFailure {

    ServerAway(String sentence) {
        super(sentence);
    }

    ServerAway(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
