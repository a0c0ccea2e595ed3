package dev.toolbridge.launcher;

/// The launcher as a program, with [TestInstallation].
final class TestLauncher {

    private TestLauncher() {}

    public static void main(String[] arguments) {
        System.exit(Main.run(new TestInstallation(), arguments));
    }
}
