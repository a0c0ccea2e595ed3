package dev.toolbridge.connect.client;

import dev.toolbridge.service.config.Secret;
import java.util.List;
import java.util.Optional;

/// A server that a client is to know.
///
/// @param name its name in the settings
/// @param url its address for clients that log in, without a path; empty for a program
/// @param place the place of the token
/// @param secret the token itself, if it is to stand in the file
/// @param bridge the command of the bridge, for clients that start a program
/// @param query the query of its address; may be empty
public record ServerEntry(
        String name, String url, TokenPlace place, Optional<Secret> secret, List<String> bridge, String query) {
    public static final String VARIABLE = "TOOLBRIDGE_TOKEN";

    public ServerEntry {
        bridge = List.copyOf(bridge);
    }

    /// A server at an address without a query.
    public ServerEntry(String name, String url, TokenPlace place, Optional<Secret> secret, List<String> bridge) {
        this(name, url, place, secret, bridge, "");
    }

    /// A program that a client starts, which needs no token of the client.
    public static ServerEntry program(String name, List<String> command) {
        return new ServerEntry(name, "", TokenPlace.LOGIN, Optional.empty(), command);
    }

    boolean isProgram() {
        return url.isEmpty();
    }

    /// The same at an address with this query.
    public ServerEntry at(String text) {
        return new ServerEntry(name, url, place, secret, bridge, text);
    }

    /// The places in which a client finds the token.
    public enum TokenPlace {
        /// A variable of the environment, or the client's own question.
        ENV,
        /// The settings file itself.
        FILE,
        /// A login in the browser.
        LOGIN
    }

    /// The address: clients that log in do so at a path that says where.
    String address() {
        String path = url + (place == TokenPlace.LOGIN ? "/mcp" : "/bearer/mcp");
        return query.isEmpty() ? path : path + "?" + query;
    }

    /// The value of the header with the token.
    ///
    /// @param variable the client's own way to write the variable
    Optional<String> authorization(String variable) {
        return switch (place) {
            case ENV -> Optional.of("Bearer " + variable);
            case FILE -> Optional.of("Bearer " + token());
            case LOGIN -> Optional.empty();
        };
    }

    String token() {
        return secret.orElseThrow().reveal();
    }
}
