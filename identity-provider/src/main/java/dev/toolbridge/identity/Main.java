package dev.toolbridge.identity;

import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.http.Logs;
import java.time.InstantSource;
import org.slf4j.LoggerFactory;

/// The development identity provider as a program.
public final class Main {
    /// The exit status of a program that was configured wrongly, as `sysexits.h` names it.
    private static final int EXIT_CONFIGURATION = 78;

    private Main() {}

    public static void main(String[] arguments) {
        try {
            var config = IdentityConfig.from(Settings.fromEnvironment());
            Logs.start(config.logLevel());
            var server = IdentityServer.start(config, InstantSource.system());
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(server)));
            LoggerFactory.getLogger(Main.class)
                    .atInfo()
                    .addKeyValue("port", server.port())
                    .addKeyValue("issuer", server.address())
                    .log("ready");
        } catch (SettingError wrong) {
            System.err.println("toolbridge-identity-provider: " + wrong.getMessage());
            Runtime.getRuntime().halt(EXIT_CONFIGURATION);
        }
    }

    /// Halting with 0 tells the supervisor that the end was clean; the JVM's own status would be the signal's.
    private static void stop(IdentityServer server) {
        server.close();
        Runtime.getRuntime().halt(0);
    }
}
