package dev.toolbridge.connect.dotenv;

import java.util.Optional;

/// A statement of a file: an assignment with all its lines, or one other line, each with its line end.
///
/// @param key the key that it sets; empty for a comment, an empty line, and what nobody understands
/// @param text its text as it stands in the file
record Statement(Optional<String> key, String text) {

    /// The text without its line end.
    String line() {
        return text.endsWith("\r\n")
                ? text.substring(0, text.length() - 2)
                : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
