package dev.toolbridge.launcher.run;

/// What people read.
public final class Terminal {
    private static final String COMPLAINT = "toolbridge: ";

    private Terminal() {}

    /// A line of text.
    public static void say(String text) {
        System.out.println(text);
    }

    /// A line that another launcher printed, on the stream it meant.
    static void repeat(String line) {
        (line.startsWith(COMPLAINT) ? System.err : System.out).println(line);
    }

    /// Why something was not done: one sentence.
    public static void complain(String sentence) {
        System.err.println(COMPLAINT + sentence);
    }
}
