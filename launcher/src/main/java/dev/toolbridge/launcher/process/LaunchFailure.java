package dev.toolbridge.launcher.process;

/// The launcher cannot do the requested work; the message is one sentence for the person at the terminal.
public final class LaunchFailure extends RuntimeException {

    public LaunchFailure(String sentence) {
        super(sentence);
    }

    public LaunchFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
