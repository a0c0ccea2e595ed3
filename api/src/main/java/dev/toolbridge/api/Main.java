package dev.toolbridge.api;

import dev.toolbridge.service.program.ServerMain;

/// The API server.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        new ServerMain("toolbridge-api", Main.class).run(ApiConfig::from, ApiServer::start);
    }
}
