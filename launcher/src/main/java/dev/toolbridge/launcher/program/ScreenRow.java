package dev.toolbridge.launcher.program;

import java.util.Locale;

/// The line of a server on the screen that shows a workspace.
///
/// @param path the part of the address behind the port
/// @param note the words in brackets; `%s` stands for the address of the server
public record ScreenRow(String label, String path, String note) {

    /// The line for a server at this address.
    public String at(String url) {
        String remark = String.format(Locale.ROOT, note, url);
        return String.format(Locale.ROOT, "  %-10s %s%-4s   (%s)", label, url, path, remark);
    }
}
