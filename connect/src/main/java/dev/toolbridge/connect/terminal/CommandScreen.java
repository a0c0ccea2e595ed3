package dev.toolbridge.connect.terminal;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The streams that a command speaks on: answers, remarks for the person, and what the person types.
///
/// @param isTyped true if a person sits at the input
public record CommandScreen(InputStream in, PrintStream out, PrintStream err, boolean isTyped) {
    private static final int TYPED_CHARACTERS_MAX = 8_192;

    /// The streams of this process.
    public static CommandScreen ofThis() {
        boolean isTyped = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return new CommandScreen(
                System.in,
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                isTyped);
    }

    /// Prints a line of the answer.
    public void say(String text) {
        out.println(text);
    }

    /// Prints a sentence beside the answer.
    public void remark(String sentence) {
        err.println("fbc: " + sentence);
    }

    /// A line that the person types after a question, without showing it if it is secret.
    public Optional<String> ask(String question, boolean isSecret) {
        if (isTyped && isSecret) {
            return Optional.ofNullable(System.console().readPassword("%s", question))
                    .map(String::valueOf);
        }
        if (isTyped) {
            err.print(question);
            err.flush();
        }
        return line();
    }

    private Optional<String> line() {
        try {
            var text = new StringBuilder();
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1);
            int next = reader.read();
            while (next >= 0 && next != '\n' && text.length() < TYPED_CHARACTERS_MAX) {
                text.append((char) next);
                next = reader.read();
            }
            return next < 0 && text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(text.toString().strip());
        } catch (IOException failed) {
            throw new CommandFailure("the input cannot be read", failed);
        }
    }
}
