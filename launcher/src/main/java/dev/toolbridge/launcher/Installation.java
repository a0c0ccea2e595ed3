package dev.toolbridge.launcher;

import java.util.List;

/// Where the programs are that are started.
interface Installation {

    /// The command line of a program, without arguments.
    List<String> commandLine(Program program);

    /// What people type to run this launcher.
    String launcherName();
}
