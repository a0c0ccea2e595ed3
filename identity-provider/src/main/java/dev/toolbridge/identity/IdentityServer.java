package dev.toolbridge.identity;

import dev.toolbridge.identity.control.ControlParts;
import dev.toolbridge.identity.control.ControlRoutes;
import dev.toolbridge.identity.fault.Faults;
import dev.toolbridge.identity.fault.Surface;
import dev.toolbridge.identity.oauth.AccessTokens;
import dev.toolbridge.identity.oauth.Audiences;
import dev.toolbridge.identity.oauth.Issuer;
import dev.toolbridge.identity.oauth.OauthParts;
import dev.toolbridge.identity.oauth.OauthRoutes;
import dev.toolbridge.identity.state.ClientStore;
import dev.toolbridge.identity.state.Directory;
import dev.toolbridge.identity.state.Grants;
import dev.toolbridge.identity.state.InvitationChanges;
import dev.toolbridge.identity.state.MembershipChanges;
import dev.toolbridge.identity.state.OrganizationChanges;
import dev.toolbridge.identity.state.PublishedChanges;
import dev.toolbridge.identity.state.Registry;
import dev.toolbridge.identity.state.SigningKeys;
import dev.toolbridge.identity.workos.Webhooks;
import dev.toolbridge.identity.workos.WorkosParts;
import dev.toolbridge.identity.workos.WorkosRoutes;
import dev.toolbridge.service.config.Environment;
import dev.toolbridge.service.http.HttpServer;
import dev.toolbridge.service.http.HttpServerConfig;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.monitoring.Health;
import dev.toolbridge.service.monitoring.Metrics;
import dev.toolbridge.service.program.ReadyLine;
import dev.toolbridge.service.program.StartedServer;
import dev.toolbridge.service.program.Version;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Wires the provider together.
public final class IdentityServer implements StartedServer {
    private final Issuer issuer;
    private final HttpServer http;

    private IdentityServer(IdentityConfig config, InstantSource clock) {
        this.issuer = new Issuer(config.publicUrl().orElse(""));
        this.http = HttpServer.start(HttpServerConfig.at(config.address()), routes(config, clock), Metrics.registry());
        if (config.publicUrl().isEmpty()) {
            issuer.set("http://" + config.address().host() + ":" + http.port());
        }
    }

    public static IdentityServer start(IdentityConfig config, InstantSource clock) {
        return new IdentityServer(config, clock);
    }

    @Override
    public ReadyLine awaitStart() {
        return new ReadyLine("ready", port(), Optional.of(Map.entry("issuer", address())));
    }

    /// Its address, which is also its issuer.
    public String address() {
        return issuer.address();
    }

    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
    }

    private List<Route> routes(IdentityConfig config, InstantSource clock) {
        var registry = Registry.open(config.data());
        var changes = new PublishedChanges(registry, clock);
        var directory = new Directory(changes);
        var invitations = new InvitationChanges(changes);
        var grants = new Grants(registry, clock);
        var keys = new SigningKeys(registry);
        var tokens = new AccessTokens(issuer, keys, config.tokenLife(), clock);
        var faults = new Faults();
        var webhooks = new Webhooks(config.webhooks(), faults, clock);
        changes.listen(webhooks::send);
        var oauth = new OauthRoutes(new OauthParts(
                issuer,
                new Audiences(config.audiences()),
                keys,
                new ClientStore(registry, clock),
                directory,
                invitations,
                grants,
                tokens,
                config.secret(),
                clock));
        var hosts = new LocalHosts(config.publicUrl());
        return Stream.of(
                        health().routes(),
                        withFaults(oauth.routes(), faults),
                        new WorkosRoutes(workos(changes, directory, invitations, faults), config.apiKey()).routes(),
                        new ControlRoutes(
                                        config.secret(),
                                        new ControlParts(directory, grants, keys, tokens, faults, webhooks, clock))
                                .routes())
                .flatMap(List::stream)
                .map(hosts::guarded)
                .toList();
    }

    private WorkosParts workos(
            PublishedChanges changes, Directory directory, InvitationChanges invitations, Faults faults) {
        return new WorkosParts(
                directory,
                new OrganizationChanges(changes),
                new MembershipChanges(changes),
                invitations,
                faults,
                issuer::address);
    }

    private static List<Route> withFaults(List<Route> routes, Faults faults) {
        return routes.stream()
                .map(route -> route.method().equals("GET") && route.path().contains("/jwks")
                        ? route.answeredBy(faults.around(Surface.KEYS, route.endpoint()))
                        : route)
                .toList();
    }

    private static Health health() {
        return new Health(
                Environment.DEVELOPMENT.wireName(),
                Version.of(Main.class),
                List.of("oauth", "workos"),
                Optional::empty);
    }
}
