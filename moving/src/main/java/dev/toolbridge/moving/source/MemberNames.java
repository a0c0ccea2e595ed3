package dev.toolbridge.moving.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Rules for the names of members.
final class MemberNames {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    private static final Pattern SLASH = Pattern.compile("/");
    private static final Set<String> OF_SYSTEMS = Set.of("__macosx", "thumbs.db", "desktop.ini");

    private MemberNames() {}

    /// True when a name could mean a place outside the folder that it is in.
    static boolean leavesFolder(String name) {
        return name.startsWith("/")
                || name.indexOf('\0') >= 0
                || DRIVE.matcher(name).matches()
                || Arrays.asList(SLASH.split(name)).contains("..");
    }

    /// True for files and folders that programs and systems keep for themselves.
    static boolean isHidden(String path) {
        return SLASH.splitAsStream(path).anyMatch(MemberNames::isHiddenName);
    }

    static boolean isHiddenName(String name) {
        return name.startsWith(".") || OF_SYSTEMS.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean isArchive(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(".zip");
    }
}
