package dev.toolbridge.connect.terminal;

/// A command that cannot do the requested work; the message is one sentence for the person at the terminal.
public class CommandFailure extends RuntimeException {

    public CommandFailure(String sentence) {
        super(sentence);
    }

    public CommandFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
