package dev.toolbridge.launcher.process;

/// What was asked for cannot be done; the message is one sentence for the person at the terminal.
public final class LaunchFailure extends RuntimeException {

    public LaunchFailure(String sentence) {
        super(sentence);
    }

    public LaunchFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
