package dev.toolbridge.tenants;

import dev.toolbridge.service.program.ServerMain;

/// The control plane's server.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        new ServerMain("toolbridge-tenants", Main.class).run(TenantsConfig::from, config -> null);
    }
}
