package dev.toolbridge.connect.dotenv;

import java.util.Map;

/// The lines that were written into a `.env` the last time: versions, and seals that tell an edit from them.
public interface WrittenVersions {

    /// The versions of the values by key, in this environment.
    Map<String, Long> versions();

    /// Tells if a line is what was written under a key; false if nothing is known of it.
    boolean isAsWritten(String key, String line);

    /// Keeps what is written now, in the place of all that was known.
    ///
    /// @param lines the lines by key
    void keep(Map<String, Line> lines);

    /// A line of the block.
    ///
    /// @param version the version of the value that the project has
    /// @param written the text to know it by, which an edited line does not have
    /// @param shown the text of the line
    record Line(long version, String written, String shown) {
        @Override
        public String toString() {
            return "version " + version;
        }
    }
}
