package dev.toolbridge.identity;

import dev.toolbridge.service.program.ServerMain;
import java.time.InstantSource;

/// The development identity provider as a program.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        new ServerMain("toolbridge-identity-provider", Main.class)
                .run(IdentityConfig::from, config -> IdentityServer.start(config, InstantSource.system()));
    }
}
