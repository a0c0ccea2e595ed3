package dev.toolbridge.connect.bridge;

import dev.toolbridge.connect.terminal.CommandFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Addresses of MCP servers, as people write them.
public final class McpAddress {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9-]{1,100}");
    private static final String LOGIN = "/mcp";
    private static final String FIXED = "/bearer/mcp";

    private McpAddress() {}

    /// The address of the MCP server that a person means. Without a path it is the usual one: for a fixed token, or
    /// for a login.
    ///
    /// @throws CommandFailure if it is no address, or would show the token to the network
    public static URI of(String written, boolean hasToken) {
        URI uri = parsed(written);
        if (!uri.getScheme().equals("https") && !LOOPBACK.contains(uri.getHost())) {
            throw new CommandFailure("--url " + written + " would send the token where others can read it: use https");
        }
        String path = uri.getRawPath();
        String whole = path.isEmpty() || path.equals("/") ? hasToken ? FIXED : LOGIN : path;
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + whole + queryOf(uri));
    }

    private static URI parsed(String written) {
        try {
            var uri = new URI(written);
            boolean isAddress = Stream.of("http", "https").anyMatch(known -> known.equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
            if (isAddress) {
                return uri;
            }
        } catch (URISyntaxException _) {
            throw notAnAddress(written);
        }
        throw notAnAddress(written);
    }

    private static CommandFailure notAnAddress(String written) {
        return new CommandFailure(
                "--url '" + written + "' is no address of a server: expected one like https://acme.example/mcp");
    }

    /// The project and the narrowing of the tools, as they stand behind `?`.
    public static String query(boolean isReadonly, Optional<String> entities, Optional<String> project) {
        List<String> parts = Stream.of(
                        project.stream().map(McpAddress::inProject),
                        entities.stream().map(list -> "entities=" + encoded(list)),
                        isReadonly ? Stream.of("readonly=true") : Stream.<String>of())
                .flatMap(part -> part)
                .toList();
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    /// The part of a query that binds a connection to a project.
    ///
    /// @throws CommandFailure if it can be the name of none
    public static String inProject(String project) {
        if (!PROJECT.matcher(project).matches()) {
            throw new CommandFailure("'" + project + "' is no project: name it by its slug, number or id");
        }
        return "project=" + project;
    }

    /// An address with this narrowing beside its own.
    public static URI narrowed(URI address, String query) {
        return address.getRawQuery() == null || query.isEmpty()
                ? URI.create(address + query)
                : URI.create(address + "&" + query.substring(1));
    }

    private static String encoded(String list) {
        return Stream.of(list.split(",", -1))
                .map(name -> URLEncoder.encode(name.strip(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
    }

    private static String queryOf(URI uri) {
        return uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    }
}
