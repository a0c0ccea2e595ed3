package dev.toolbridge.database;

import java.io.FileNotFoundException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// The words of a server or of the driver about a failure, in one line with the SQLSTATE, for logs and people.
///
/// @param text never holds the password
/// @param isLasting true when waiting does not help: somebody has to change the address or the database
public record FailureWords(String text, boolean isLasting) {

    /// The words about a failed attempt to reach a database.
    public static FailureWords of(SQLException failure, DatabaseUrl url) {
        SQLException told = told(failure);
        String state = told.getSQLState() == null ? "no SQLSTATE" : "SQLSTATE " + told.getSQLState();
        String text = line(told) + cause(told).map(cause -> ": " + cause).orElse("") + " (" + state + ")";
        return new FailureWords(without(url.password(), text), SqlStates.isLasting(told) || isAboutTrust(told));
    }

    /// The pool says only that it waited in vain; what went wrong is beneath.
    private static SQLException told(SQLException failure) {
        return failure.getCause() instanceof SQLException beneath ? told(beneath) : failure;
    }

    /// The driver says only that the attempt failed, where the machine knows why.
    private static Optional<String> cause(SQLException told) {
        return Optional.ofNullable(told.getCause())
                .map(cause -> cause.getClass().getSimpleName() + " " + line(cause))
                .filter(cause -> !line(told).contains(cause));
    }

    private static boolean isAboutTrust(SQLException told) {
        return told.getCause() instanceof SSLException || told.getCause() instanceof FileNotFoundException;
    }

    private static String line(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("no words")
                .strip();
    }

    private static String without(Optional<String> password, String text) {
        return password.filter(word -> !word.isEmpty())
                .map(word -> text.replace(word, "***"))
                .orElse(text);
    }
}
