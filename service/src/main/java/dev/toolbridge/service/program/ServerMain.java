package dev.toolbridge.service.program;

import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.log.Logs;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/// The life of a server as a program: it reads its settings, starts, serves until a signal comes, and stops in order.
///
/// @param name the name under which it says why it does not start
/// @param main the class of the program, which its log lines name
public record ServerMain(String name, Class<?> main) {
    /// The exit status of a program that was configured wrongly, as `sysexits.h` names it.
    private static final int EXIT_CONFIGURATION = 78;

    /// Runs the server of these settings. A wrong setting ends the program with one sentence.
    public <C extends ServerConfig> void run(Function<Settings, C> settings, Function<C, StartedServer> start)
            throws InterruptedException {
        try {
            C config = settings.apply(Settings.fromEnvironment());
            Logs.start(config.logLevel());
            StartedServer server = start.apply(config);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(server)));
            server.awaitStart().log(LoggerFactory.getLogger(main));
        } catch (SettingError wrong) {
            System.err.println(name + ": " + wrong.getMessage());
            Runtime.getRuntime().halt(EXIT_CONFIGURATION);
        }
    }

    /// Halting with 0 tells the supervisor that the end was clean; the JVM's own status would be the signal's.
    private static void stop(StartedServer server) {
        server.close();
        Runtime.getRuntime().halt(0);
    }
}
