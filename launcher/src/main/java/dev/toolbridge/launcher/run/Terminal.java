package dev.toolbridge.launcher.run;

import java.io.Console;
import java.util.Optional;

/// The output that people read.
public final class Terminal {
    private static final String COMPLAINT = "toolbridge: ";

    /// Back to the beginning of the line, which is emptied.
    private static final String CLEAR = "\r\u001b[K";

    private static final boolean IS_WATCHED =
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();

    private Terminal() {}

    /// Prints a line of text.
    public static void say(String text) {
        System.out.println(text);
    }

    /// Shows a text until the next one is shown, if a person looks on.
    public static void showForNow(String text) {
        if (IS_WATCHED) {
            System.out.print(CLEAR + text);
            System.out.flush();
        }
    }

    /// Prints a line in the place of what was shown for now.
    public static void sayInstead(String text) {
        System.out.println((IS_WATCHED ? CLEAR : "") + text);
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
