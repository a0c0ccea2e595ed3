package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.process.supervisor.SupervisorFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The place of a process runtime on its machine.
///
/// @param folder the folder of supervisord and of all instances
/// @param supervisord the program
/// @param supervisordEnvironment the variables that supervisord itself needs; instances do not get them
/// @param artefacts the folders below which releases are found
/// @param ports the ports that instances get
/// @param users the user ids that tenants get, when this process is root's
/// @param outputBytesMax the size from which output is rotated; four files are kept
/// @param controlGroups the place where the kernel's control groups are mounted
public record ProcessRuntimeConfig(
        SupervisorFolder folder,
        Path supervisord,
        Map<String, String> supervisordEnvironment,
        List<Path> artefacts,
        Range ports,
        Range users,
        int outputBytesMax,
        Path controlGroups) {

    /// The ports that are given without another setting: below those that systems give to clients.
    public static final Range PORTS = new Range(20_000, 20_999);

    /// The user ids that are given without another setting: above those of distributions and of containers' users.
    public static final Range USERS = new Range(700_000, 765_535);

    /// The size from which output is rotated without another setting.
    public static final int OUTPUT_BYTES_MAX = 4 * 1024 * 1024;

    /// The usual place of control groups.
    public static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");

    /// Numbers from the first to the last.
    public record Range(int first, int last) {

        private static final Pattern PORTS = Pattern.compile("(\\d{1,5})-(\\d{1,5})");
        private static final int PORT_MAX = 65_535;

        public Range {
            if (first < 1 || last < first) {
                throw new IllegalArgumentException("no range: " + first + " to " + last);
            }
        }

        /// Reads a range of ports, like `20000-20999`.
        public static Range parse(String text) {
            Matcher read = PORTS.matcher(text);
            if (!read.matches() || Integer.parseInt(read.group(2)) > PORT_MAX) {
                throw new IllegalArgumentException("a range of ports, like 20000-20999");
            }
            return new Range(Integer.parseInt(read.group(1)), Integer.parseInt(read.group(2)));
        }
    }

    public ProcessRuntimeConfig {
        supervisordEnvironment = Map.copyOf(supervisordEnvironment);
        artefacts = List.copyOf(artefacts);
    }
}
