package dev.toolbridge.tenants;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.readiness.DatabaseReadiness;
import dev.toolbridge.service.http.HttpServer;
import dev.toolbridge.service.http.HttpServerConfig;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.monitoring.Health;
import dev.toolbridge.service.monitoring.Metrics;
import dev.toolbridge.service.openapi.OpenApi;
import dev.toolbridge.service.program.ReadyLine;
import dev.toolbridge.service.program.StartedServer;
import dev.toolbridge.service.program.Version;
import dev.toolbridge.service.rate.Rates;
import dev.toolbridge.service.route.RouteTable;
import dev.toolbridge.service.signed.SignedCursors;
import dev.toolbridge.tenants.audit.RefusalTrail;
import dev.toolbridge.tenants.caller.Administrators;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.caller.Callers;
import dev.toolbridge.tenants.caller.Senders;
import dev.toolbridge.tenants.certificate.CertificateMeters;
import dev.toolbridge.tenants.domain.Domains;
import dev.toolbridge.tenants.engine.Engine;
import dev.toolbridge.tenants.engine.EnginePace;
import dev.toolbridge.tenants.key.OperatorKeyRoutes;
import dev.toolbridge.tenants.leaving.DestructionStore;
import dev.toolbridge.tenants.leaving.ExportStore;
import dev.toolbridge.tenants.leaving.HoldStore;
import dev.toolbridge.tenants.meter.ControlMeters;
import dev.toolbridge.tenants.operation.Catalogue;
import dev.toolbridge.tenants.placement.PlacementStore;
import dev.toolbridge.tenants.reconcile.Reconciler;
import dev.toolbridge.tenants.reconcile.ReconcilerPace;
import dev.toolbridge.tenants.reconcile.TenantCheck;
import dev.toolbridge.tenants.release.ReleaseStore;
import dev.toolbridge.tenants.release.TenantAddress;
import dev.toolbridge.tenants.rest.AddressRoutes;
import dev.toolbridge.tenants.rest.AdminRefusals;
import dev.toolbridge.tenants.rest.LeavingRoutes;
import dev.toolbridge.tenants.rest.MeRoutes;
import dev.toolbridge.tenants.rest.MoveRoutes;
import dev.toolbridge.tenants.rest.OperationRoutes;
import dev.toolbridge.tenants.rest.Orders;
import dev.toolbridge.tenants.rest.SecretRoutes;
import dev.toolbridge.tenants.rest.TenantOrder;
import dev.toolbridge.tenants.rest.TenantPlans;
import dev.toolbridge.tenants.rest.TenantRoutes;
import dev.toolbridge.tenants.rest.UpkeepPlans;
import dev.toolbridge.tenants.rest.Visible;
import dev.toolbridge.tenants.retention.Pruner;
import dev.toolbridge.tenants.rollout.RolloutRoutes;
import dev.toolbridge.tenants.rollout.RolloutStore;
import dev.toolbridge.tenants.rollout.Rollouts;
import dev.toolbridge.tenants.secret.SecretVersions;
import dev.toolbridge.tenants.store.AddressStore;
import dev.toolbridge.tenants.store.AuditStore;
import dev.toolbridge.tenants.store.ConditionStore;
import dev.toolbridge.tenants.store.OperationStore;
import dev.toolbridge.tenants.store.OperatorStore;
import dev.toolbridge.tenants.store.TenantStore;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.usage.ActivityRoutes;
import dev.toolbridge.tenants.usage.ActivityStore;
import dev.toolbridge.tenants.usage.UsageRoutes;
import dev.toolbridge.tenants.usage.UsageStore;
import dev.toolbridge.token.OwnKeys;
import dev.toolbridge.token.RevokedTokens;
import dev.toolbridge.token.TokenConfig;
import dev.toolbridge.token.TokenSurroundings;
import dev.toolbridge.token.TokenVerifiers;
import dev.toolbridge.token.bearer.BearerTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Wires the control plane together, and stops it in order.
final class TenantsServer implements StartedServer {
    private static final int CONNECTIONS = 8;
    private static final int STREAMS_MAX = 200;

    private final Clock clock = Clock.systemUTC();
    private final Database database;
    private final DatabaseReadiness readiness;
    private final Engine engine;
    private final Reconciler reconciler;
    private final Rollouts rollouts;
    private final Pruner pruner;
    private final RefusalTrail refusals;
    private final ControlMeters figures;
    private final HttpServer http;
    private final Optional<HttpServer> metrics;
    private final Runnable whenChecked;
    private Optional<OperatorPages> pages = Optional.empty();

    /// The work of the control plane, and those who know about its callers.
    ///
    /// @param plans the operations that requests start
    /// @param upkeep more of them
    /// @param catalogue all operations that the server carries out
    /// @param checks those of the reconciler
    /// @param domains those that tenants bring
    /// @param outside the addresses of a tenant that is not behind the router
    record Work(
            TenantPlans plans,
            UpkeepPlans upkeep,
            Catalogue catalogue,
            TenantOrder values,
            Administrators administrators,
            List<TenantCheck> checks,
            Domains domains,
            Function<Tenant, Optional<TenantAddress>> outside) {

        Work {
            checks = List.copyOf(checks);
        }

        /// The operations that a tenant's administrators may go on with.
        private Set<String> ofAdministrators() {
            return Set.of(
                    plans.suspend().kind().name(),
                    plans.resume().kind().name(),
                    plans.identity().kind().name(),
                    upkeep.rotation().kind().name(),
                    upkeep.immediateRotation().kind().name(),
                    upkeep.export().kind().name());
        }
    }

    private TenantsServer(TenantsConfig config, Database database, Work work, Runnable whenChecked) {
        this.whenChecked = whenChecked;
        var meters = Metrics.registry();
        this.database = database;
        database.bindTo(meters);
        CertificateMeters.bind(database, meters);
        this.readiness = new DatabaseReadiness(database, Migrate.SCHEMA_VERSION, config.environment());
        this.engine = new Engine(database, work.catalogue(), EnginePace.USUAL);
        this.reconciler = new Reconciler(
                database, work.catalogue(), engine, new Reconciler.Rounds(work.checks(), ReconcilerPace.USUAL));
        this.rollouts = new Rollouts(database, work.catalogue(), engine);
        this.refusals = new RefusalTrail(database);
        this.pruner = new Pruner(database, clock);
        this.figures = new ControlMeters(database, meters);
        this.metrics =
                config.metrics().map(address -> Metrics.serve(address, meters, "toolbridge-tenants", Optional.empty()));
        this.http = HttpServer.start(
                HttpServerConfig.at(config.address()).withStreams(STREAMS_MAX), routes(config, work, meters), meters);
    }

    /// @param whenChecked runs once the database was checked, before any operation does
    static TenantsServer start(TenantsConfig config, Database database, Work work, Runnable whenChecked) {
        return new TenantsServer(config, database, work, whenChecked);
    }

    /// The pool of the control plane's own database.
    static Database database(TenantsConfig config) {
        return Database.open(config.database(), CONNECTIONS, "toolbridge-tenants");
    }

    @Override
    public ReadyLine awaitStart() throws InterruptedException {
        readiness.awaitChecked();
        whenChecked.run();
        engine.start();
        reconciler.start();
        rollouts.start();
        pruner.start();
        refusals.start();
        figures.start();
        return new ReadyLine("ready", port());
    }

    int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
        pages.ifPresent(OperatorPages::close);
        metrics.ifPresent(HttpServer::close);
        rollouts.close();
        refusals.close();
        figures.close();
        pruner.close();
        reconciler.close();
        engine.close();
        readiness.close();
        database.close();
    }

    private List<Route> routes(TenantsConfig config, Work work, MeterRegistry meters) {
        RouteTable<Caller> table = table(config, work).table();
        var operators = new OperatorStore(database);
        TokenConfig accepted = OperatorPages.tokens(config);
        var own = OwnKeys.from(accepted, clock);
        var surroundings = new TokenSurroundings(own, new RevokedTokens(), meters, clock);
        var tokens = new BearerTokens(TokenVerifiers.from(accepted, surroundings), accepted.audiences());
        var rates = Rates.from(config.rates(), config.addresses(), clock).countingAhead(Senders::keyShown);
        var edge = new Edge(
                rates,
                new Senders(tokens, operators),
                new Callers(operators, work.administrators(), config.operatorOrganization()),
                refusals,
                readiness);
        var health = new Health(
                config.environment().wireName(), Version.of(Main.class), List.of("tenants"), readiness::unready);
        var routes = new ArrayList<>(health.routes());
        routes.add(new OpenApi("ToolBridge control plane", Version.of(Main.class), AdminRefusals::by).route(table));
        List<Route> served = table.servedBy(edge::guarded);
        routes.addAll(served);
        var parts = new OperatorPages.Parts(database, rates, surroundings, own);
        pages = config.console().map(console -> OperatorPages.of(config, console, parts));
        pages.ifPresent(shown -> shown.routes(served).forEach(page -> routes.add(edge.sheltered(page))));
        return routes;
    }

    private Routes table(TenantsConfig config, Work work) {
        var cursors = new SignedCursors(config.signingKeys());
        var visible = new Visible(new TenantStore(database), new OperationStore(database));
        var orders = new Orders(visible.tenants(), visible.operations(), engine, clock);
        return new Routes(
                new TenantRoutes(
                        visible,
                        orders,
                        work.plans(),
                        work.values(),
                        new TenantRoutes.Found(
                                new ConditionStore(database),
                                new ReleaseStore(database),
                                new HoldStore(database),
                                new PlacementStore(database),
                                work.domains().first()),
                        cursors),
                new OperationRoutes(visible, orders, cursors, work.ofAdministrators()),
                new OperatorKeyRoutes(new OperatorStore(database), clock),
                new AuditStore(database),
                visible,
                new AddressRoutes(visible, new AddressStore(database), work.outside()),
                work.domains().routes(visible),
                new SecretRoutes(
                        visible, orders, work.upkeep(), new SecretVersions(database), new AuditStore(database)),
                new LeavingRoutes(
                        visible,
                        orders,
                        work.upkeep().export(),
                        new ExportStore(database),
                        new DestructionStore(database)),
                new MoveRoutes(visible, orders, work.upkeep().moves(), new PlacementStore(database)),
                new RolloutRoutes(new RolloutStore(database), cursors, clock),
                new UsageRoutes(visible, new UsageStore(database), clock),
                new ActivityRoutes(new ActivityStore(database), cursors, clock),
                new MeRoutes(clock));
    }
}
