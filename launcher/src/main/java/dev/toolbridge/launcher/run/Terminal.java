package dev.toolbridge.launcher.run;

/// The output that people read.
public final class Terminal {
    private static final String COMPLAINT = "toolbridge: ";

    private Terminal() {}

    /// Prints a line of text.
    public static void say(String text) {
        System.out.println(text);
    }

    /// Prints a line of another launcher again, on the stream that it was meant for.
    static void repeat(String line) {
        (line.startsWith(COMPLAINT) ? System.err : System.out).println(line);
    }

    /// Prints the reason of a failure: one sentence.
    public static void complain(String sentence) {
        System.err.println(COMPLAINT + sentence);
    }
}
