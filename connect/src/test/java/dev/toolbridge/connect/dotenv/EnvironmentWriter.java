package dev.toolbridge.connect.dotenv;

import dev.toolbridge.connect.terminal.CommandFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A program that writes `.env` again and again, each time with other values in all variables.
final class EnvironmentWriter {
    static final int VARIABLES = 200;
    static final String READY = "ready";
    private static final int VALUE_LENGTH = 400;

    private EnvironmentWriter() {}

    /// Writes the file again and again.
    ///
    /// @param arguments the folder, the number of the first values, and how often to write
    public static void main(String[] arguments) {
        var file = new EnvironmentFile(Path.of(arguments[0]).resolve(".env"), new KnownLines());
        int first = Integer.parseInt(arguments[1]);
        try {
            for (int number = first; number < first + Integer.parseInt(arguments[2]); number++) {
                file.update(update(number), new EnvironmentFile.Mode(false, false), System.err::println);
                System.out.println(READY);
            }
        } catch (CommandFailure failure) {
            System.out.println(failure.getMessage());
            System.exit(1);
        }
    }

    /// Variables whose values are all of one number.
    private static EnvironmentFile.Update update(int number) {
        List<EnvironmentValue> variables = IntStream.range(0, VARIABLES)
                .mapToObj(variable -> new EnvironmentValue("V" + variable, value(number), number))
                .toList();
        return new EnvironmentFile.Update("web-shop development", variables, Map.of(), List.of());
    }

    static String value(int number) {
        return (number + ".").repeat(VALUE_LENGTH / 2).substring(0, VALUE_LENGTH);
    }
}
