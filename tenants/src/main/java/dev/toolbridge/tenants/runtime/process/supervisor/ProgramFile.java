package dev.toolbridge.tenants.runtime.process.supervisor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The file that tells supervisord of one program, which is a group of its own name. It holds no secrets.
///
/// @param isKept true for a program that is started again after every end
/// @param output the file of its output, and those that it is rotated to
public record ProgramFile(
        String name, List<String> command, Path folder, boolean isKept, Duration stopTimeout, Output output) {

    /// An end before this age is tried again with growing pauses; a later one is at once.
    private static final int START_SECONDS = 5;

    private static final int RETRIES = 3;

    /// A file of output.
    ///
    /// @param bytesMax the size from which it is rotated
    /// @param older the number of files that are kept besides
    public record Output(Path file, int bytesMax, int older) {}

    public ProgramFile {
        command = List.copyOf(command);
    }

    /// The text of the file.
    ///
    /// @throws IllegalArgumentException if a word cannot be written
    public String text() {
        return """
                [program:%s]
                command=%s
                directory=%s
                umask=077
                autostart=false
                autorestart=%s
                startsecs=%s
                startretries=%s
                stopsignal=TERM
                stopwaitsecs=%s
                killasgroup=true
                redirect_stderr=true
                stdout_logfile=%s
                stdout_logfile_maxbytes=%s
                stdout_logfile_backups=%s
                """.formatted(
                        PlainPath.require(name),
                        Words.line(command),
                        PlainPath.require(folder),
                        isKept,
                        isKept ? START_SECONDS : 0,
                        RETRIES,
                        stopTimeout.toSeconds(),
                        PlainPath.require(output.file()),
                        output.bytesMax(),
                        output.older());
    }
}
