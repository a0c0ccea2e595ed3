package dev.toolbridge.api;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.audit.AuditTrail;
import dev.toolbridge.api.face.FaceErrors;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.Spaces;
import dev.toolbridge.api.item.decision.Decision;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.key.KeyRoutes;
import dev.toolbridge.api.key.ShownKeyRoute;
import dev.toolbridge.api.profile.KnownZones;
import dev.toolbridge.api.profile.ProfileRoutes;
import dev.toolbridge.api.project.ProjectAccess;
import dev.toolbridge.api.proposal.ProposalRoutes;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.review.ReviewRoutes;
import dev.toolbridge.api.route.Writes;
import dev.toolbridge.api.run.RunRoutes;
import dev.toolbridge.api.search.SearchRoutes;
import dev.toolbridge.api.store.AuditStore;
import dev.toolbridge.api.store.Finisher;
import dev.toolbridge.api.store.KeyStore;
import dev.toolbridge.api.store.ProfileStore;
import dev.toolbridge.api.store.ProposalStore;
import dev.toolbridge.api.store.SeatStore;
import dev.toolbridge.api.store.SignalStore;
import dev.toolbridge.api.store.SpaceStore;
import dev.toolbridge.api.store.Sweeper;
import dev.toolbridge.api.store.query.AggregateStore;
import dev.toolbridge.api.store.query.IndexedTexts;
import dev.toolbridge.api.store.query.ListStore;
import dev.toolbridge.api.store.read.ChangeStore;
import dev.toolbridge.api.store.read.FeedStore;
import dev.toolbridge.api.store.read.ItemStore;
import dev.toolbridge.api.store.read.JournalStore;
import dev.toolbridge.api.store.read.RunStore;
import dev.toolbridge.api.store.search.SearchStore;
import dev.toolbridge.api.store.search.TextIndex;
import dev.toolbridge.api.store.search.TextIndexer;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.api.stream.ChangeRoutes;
import dev.toolbridge.api.stream.Streams;
import dev.toolbridge.api.sync.SyncGuard;
import dev.toolbridge.api.sync.SyncInfo;
import dev.toolbridge.api.sync.SyncSessions;
import dev.toolbridge.console.session.ConsoleMount;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.readiness.DatabaseReadiness;
import dev.toolbridge.service.http.HttpServer;
import dev.toolbridge.service.http.HttpServerConfig;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.monitoring.Metrics;
import dev.toolbridge.service.openapi.OpenApi;
import dev.toolbridge.service.program.ReadyLine;
import dev.toolbridge.service.program.StartedServer;
import dev.toolbridge.service.program.Version;
import dev.toolbridge.service.route.RouteTable;
import dev.toolbridge.service.signed.SignedCursors;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Wires the API together, and stops it in order.
final class ApiServer implements StartedServer {
    private static final String VERSION = Version.of(Main.class);

    private final Database database;
    private final DatabaseReadiness readiness;
    private final Sweeper sweeper;
    private final CursorCodec cursors;
    private final ChangeStore changes;
    private final Streams streams;
    private final Finisher finisher;
    private final TextIndexer indexer;
    private final WebhookParts webhooks;
    private final IndexedTexts texts;
    private final SearchStore search;
    private final KeyStore keys;
    private final SeatStore seats;
    private final AccountParts accounts;
    private final IntakeParts intake;
    private final KnownZones profiles;
    private final AuditStore audit;
    private final AuditTrail trail;
    private final Access access;
    private final SpaceWriter writer;
    private final QuotaParts quotas;
    private final EnvironmentStart environment;
    private final Optional<String> only;
    private final HttpServer http;
    private final Optional<HttpServer> metrics;
    private Optional<ReviewRoutes> reviews = Optional.empty();
    private Optional<ConsoleMount> console = Optional.empty();

    private ApiServer(ApiConfig config) {
        var meters = Metrics.registry();
        this.database = Database.open(config.database(), config.pool(), "toolbridge-api", config.pooler());
        database.bindTo(meters);
        this.readiness = new DatabaseReadiness(database, Migrate.SCHEMA_VERSION, config.environment());
        this.sweeper = new Sweeper(database, config.historyKept());
        this.cursors = new CursorCodec(config.signingKeys());
        this.changes = new ChangeStore(database);
        this.streams =
                new Streams(changes, new SignalStore(database), cursors, config.streamReadsMax()).boundTo(meters);
        var index = new TextIndex(database, config.searchLanguages());
        this.indexer = new TextIndexer(database, index);
        this.webhooks = WebhookParts.of(config, database);
        this.texts = new IndexedTexts(database, index);
        this.search = new SearchStore(database, config.searchLanguages(), index::bringIn);
        this.finisher = new Finisher(database, Clock.systemUTC(), this::announce);
        this.quotas = QuotaParts.start(config.quotaFile(), database, meters);
        this.environment = EnvironmentStart.of(database, config.masterKeys());
        this.only = config.access().tenants().only();
        this.writer = new SpaceWriter(
                        database,
                        new Decision(Clock.systemUTC()),
                        texts,
                        new SpaceWriter.Followers(finisher::wake, this::announce))
                .within(quotas.stored());
        this.keys = new KeyStore(database, quotas.tenants()::keys);
        this.seats = new SeatStore(database, Clock.systemUTC(), streams::lookAgain);
        this.accounts = AccountParts.of(database, writer, seats, streams::lookAgain);
        this.intake = IntakeParts.of(config.uploads(), database, writer, config.reviewPolicy());
        this.profiles = new KnownZones(new ProfileStore(database));
        this.audit = new AuditStore(database);
        this.trail = AuditTrail.start(audit);
        var credentials = new Access.Credentials(keys, seats, accounts.ended());
        this.access = Access.start(config.access(), credentials, meters, Clock.systemUTC());
        this.metrics = config.metrics()
                .map(address -> Metrics.serve(address, meters, "toolbridge-api", config.appendedMetrics()));
        this.http = HttpServer.start(listening(config), routes(config), meters);
    }

    private static HttpServerConfig listening(ApiConfig config) {
        return HttpServerConfig.at(config.address())
                .openTo(config.origins())
                .stalling(config.stall())
                .withStreams(Streams.OPEN_MAX);
    }

    /// Starts listening; routes that need the database refuse requests until the database is checked.
    static ApiServer start(ApiConfig config) {
        return new ApiServer(config);
    }

    @Override
    public ReadyLine awaitStart() throws InterruptedException {
        readiness.awaitChecked();
        environment.requireMasterKeys();
        quotas.begin(only);
        sweeper.start();
        accounts.start();
        intake.start();
        finisher.start();
        streams.start();
        indexer.start();
        webhooks.dispatcher().start();
        return new ReadyLine("ready", port());
    }

    int port() {
        return http.port();
    }

    @Override
    public void close() {
        streams.close();
        http.close();
        intake.close();
        webhooks.dispatcher().close();
        metrics.ifPresent(HttpServer::close);
        reviews.ifPresent(ReviewRoutes::close);
        console.ifPresent(ConsoleMount::close);
        access.close();
        trail.close();
        quotas.close();
        sweeper.close();
        readiness.close();
        finisher.close();
        accounts.close();
        indexer.close();
        database.close();
    }

    private void announce(Space space) {
        quotas.meters().wrote(space.tenant());
        streams.hint(space);
        indexer.wake(space);
        webhooks.dispatcher().wake(space);
    }

    private ProposalRoutes proposals(ApiConfig config) {
        return new ProposalRoutes(new ProposalRoutes.Parts(
                new ProposalStore(database),
                new ItemStore(database),
                writer,
                new JournalStore(database),
                questions(config),
                new SignedCursors(config.signingKeys()),
                config.review(),
                Clock.systemUTC()));
    }

    private QueryContext questions(ApiConfig config) {
        return new QueryContext(Clock.systemUTC(), config.zone(), config.searchLanguages(), profiles);
    }

    private Routes lines(ApiConfig config, Spaces spaces, SyncSessions sessions, ProposalRoutes proposals) {
        var clock = Clock.systemUTC();
        var writes = new Writes(writer, config.reviewPolicy());
        var memories = new MemoryRoutes.Parts(new ProjectAccess(seats), writes, config.signingKeys());
        var projects = new ProjectParts.Stores(database, writer, seats, keys);
        return new Routes(
                new ItemStore(database),
                new ListStore(database, texts),
                new AggregateStore(database, texts),
                writes,
                new JournalStore(database),
                new FeedStore(database),
                new ChangeRoutes(changes, cursors, streams, access.standing()),
                spaces,
                cursors,
                sessions,
                new SearchRoutes(search, new SignedCursors(config.signingKeys()), questions(config)),
                new KeyRoutes(keys, config.environment(), clock),
                new ProfileRoutes(profiles, questions(config)),
                accounts.routes(),
                new RunRoutes(
                        new RunRoutes.Parts(new RunStore(database), changes, writes, cursors),
                        config.signingKeys(),
                        clock),
                proposals,
                ExportStart.routes(database, audit),
                intake.routes(),
                ProjectParts.of(projects, cursors, config, environment),
                MemoryRoutes.of(database, search, writer, memories),
                webhooks.routes(writer, seats),
                new FaceStart(projects, environment).routes(writes, webhooks.parts(writer, seats)),
                audit,
                clock,
                questions(config));
    }

    private List<Route> routes(ApiConfig config) {
        var spaces = new SpaceStore(database);
        var sessions = new SyncSessions(config.signingKeys(), spaces, Clock.systemUTC());
        ProposalRoutes proposals = proposals(config);
        Routes lines = lines(config, spaces, sessions, proposals);
        RouteTable<Caller> table = lines.table();
        this.reviews = ReviewStart.of(config, access, trail, proposals);
        var edge = new Edge(
                access.admission(),
                access.callers(),
                trail,
                quotas,
                new SyncGuard(sessions, spaces),
                config.access().tenants().defaultTenant(),
                readiness);
        var routes = new ArrayList<Route>();
        routes.addAll(OpenLines.health(config.environment(), VERSION, readiness).routes());
        Route info =
                new SyncInfo(Clock.systemUTC(), config.access().rates()).route().withoutQuery();
        routes.add(info);
        var open = new OpenLines(info, access.routes());
        routes.add(
                new OpenApi("ToolBridge", VERSION, FaceErrors::by).route(open.besides(SocketStart.describedIn(table))));
        List<Route> served = table.servedBy(line -> FaceErrors.told(line, edge.guarded(line)));
        routes.addAll(served);
        lines.underSpaces().forEach(line -> routes.add(edge.guarded(line)));
        var line = new ChangeRoutes(changes, cursors, streams, access.standing());
        routes.addAll(new SocketStart(line, streams, access.standing(), config.origins()).routes(edge));
        List<Route> credentials = access.routes().stream().map(edge::sheltered).toList();
        routes.addAll(credentials);
        this.console = ConsoleStart.of(config, access, database);
        console.map(pages -> pages.routes(
                        Stream.concat(served.stream(), credentials.stream()).toList(),
                        dev.toolbridge.console.Routes::ofWorkspace))
                .ifPresent(pages -> pages.forEach(page -> routes.add(edge.sheltered(page))));
        reviews.ifPresent(page -> page.routes().forEach(route -> routes.add(edge.sheltered(route))));
        routes.add(edge.sheltered(new ShownKeyRoute(access.admission(), access.callers(), keys).route()));
        return routes;
    }
}
