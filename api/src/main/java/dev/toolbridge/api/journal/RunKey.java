package dev.toolbridge.api.journal;

import java.time.Instant;

/// The name of a run in a space: the client that its token was issued to, and the name that the caller gave it.
///
/// @param client the id of the client; empty if the token names none
public record RunKey(String client, String name) {

    /// The key as the journal has it.
    public static RunKey of(String text) {
        int blank = text.indexOf(' ');
        return new RunKey(text.substring(0, blank), text.substring(blank + 1));
    }

    /// The name of the run of an import that begins now.
    public static String nameOfImport(String format, Instant now) {
        return "import:" + format + ":" + now;
    }

    /// The text under which the journal has it. The id of a client holds no blank.
    public String text() {
        return client + " " + name;
    }
}
