package dev.toolbridge.connect.command;

import dev.toolbridge.connect.api.KeyedApi;
import dev.toolbridge.connect.cache.Cache;
import dev.toolbridge.connect.client.ClientMachine;
import dev.toolbridge.connect.home.ConnectConfig;
import dev.toolbridge.connect.home.HomeFolder;
import dev.toolbridge.connect.home.KeptKeys;
import dev.toolbridge.connect.terminal.CommandScreen;
import dev.toolbridge.service.config.Secret;
import java.util.Optional;
import java.util.function.Consumer;

/// The place that a command works at: its machine and its screen.
///
/// @param endings takes what is to be done when the person ends the program
record Desk(ClientMachine machine, CommandScreen screen, Consumer<Runnable> endings) {
    /// The variable with a key that wins over those of logins.
    static final String TOKEN = "FLUKEBASE_TOKEN";

    private static final String DEBUG = "FBC_DEBUG";

    HomeFolder home() {
        return HomeFolder.of(machine);
    }

    ConnectConfig config() {
        return ConnectConfig.read(home());
    }

    KeptKeys credentials() {
        return new KeptKeys(home());
    }

    Cache cache() {
        return new Cache(home(), screen::remark);
    }

    /// The key of the environment.
    Optional<Secret> givenKey() {
        return Optional.ofNullable(machine.environment().get(TOKEN))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Secret::new);
    }

    KeyedApi api(ConnectConfig config, Secret key) {
        boolean isTraced = "1".equals(machine.environment().get(DEBUG));
        return new KeyedApi(config, key, isTraced ? Optional.of(screen.err()) : Optional.empty());
    }
}
