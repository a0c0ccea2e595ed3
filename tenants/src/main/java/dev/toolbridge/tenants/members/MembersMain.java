package dev.toolbridge.tenants.members;

import dev.toolbridge.service.program.ServerMain;
import java.time.InstantSource;

/// The server that reads memberships for tenants, as a program.
public final class MembersMain {

    private MembersMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        new ServerMain("toolbridge-members", MembersMain.class)
                .run(MembersConfig::from, config -> MembersServer.start(config, InstantSource.system()));
    }
}
