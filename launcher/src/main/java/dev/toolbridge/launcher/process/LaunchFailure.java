package dev.toolbridge.launcher.process;

import dev.toolbridge.connect.terminal.CommandFailure;

/// The launcher cannot do the requested work; the message is one sentence for the person at the terminal.
public final class LaunchFailure extends CommandFailure {

    public LaunchFailure(String sentence) {
        super(sentence);
    }

    public LaunchFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
