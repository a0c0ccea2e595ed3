package dev.toolbridge.tenants;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.workos.WorkosCalls;
import dev.toolbridge.tenants.adoption.Adoption;
import dev.toolbridge.tenants.adoption.RecordFiles;
import dev.toolbridge.tenants.caller.Administrators;
import dev.toolbridge.tenants.certificate.AcmeIssuer;
import dev.toolbridge.tenants.certificate.CertificateIssuer;
import dev.toolbridge.tenants.certificate.CertificateStore;
import dev.toolbridge.tenants.domain.Domains;
import dev.toolbridge.tenants.identity.Member;
import dev.toolbridge.tenants.identity.Members;
import dev.toolbridge.tenants.identity.Organizations;
import dev.toolbridge.tenants.identity.Outcome;
import dev.toolbridge.tenants.placement.PlacementStore;
import dev.toolbridge.tenants.placement.Placements;
import dev.toolbridge.tenants.provision.FlyGround;
import dev.toolbridge.tenants.provision.Machinery;
import dev.toolbridge.tenants.quota.QuotaFiles;
import dev.toolbridge.tenants.release.MemberKeys;
import dev.toolbridge.tenants.release.ReleaseStore;
import dev.toolbridge.tenants.router.Router;
import dev.toolbridge.tenants.router.RouterWatch;
import dev.toolbridge.tenants.runtime.process.ProcessRuntime;
import dev.toolbridge.tenants.secret.KeyFiles;
import dev.toolbridge.tenants.secret.SealedValues;
import dev.toolbridge.tenants.secret.SecretStore;
import dev.toolbridge.tenants.secret.TenantKeys;
import dev.toolbridge.tenants.store.TenantStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The machine that tenants run on: its router and its programs, kept running.
final class TenantMachine implements AutoCloseable {
    private static final Duration WORKOS_TIMEOUT = Duration.ofSeconds(5);
    private static final String ADMIN = "admin";

    private final ProcessRuntime runtime;
    private final Machinery machinery;
    private final Router router;
    private final Domains domains;
    private volatile Optional<RouterWatch> routerWatch = Optional.empty();
    private final ProgramWatch programWatch;

    private TenantMachine(MachineConfig config, Database database) {
        var clock = Clock.systemUTC();
        var keys = new TenantKeys(database, config.masterKeys(), clock);
        var calls = new WorkosCalls(config.workosKey(), config.workosBase(), WORKOS_TIMEOUT);
        var seals = new SealedValues(keys);
        var certificates = new CertificateStore(database, seals, config.platformCertificate());
        this.router = new Router(config.router(), database, certificates);
        Optional<CertificateIssuer> issuer = config.issuer().map(acme -> new AcmeIssuer(acme, database, seals, router));
        Predicate<String> behindRouter = runtime -> !runtime.equals(FlyGround.NAME);
        this.domains = new Domains(
                new Domains.Parts(database, config.domains(), certificates, router, issuer, behindRouter), clock);
        this.runtime = new ProcessRuntime(config.runtime());
        this.programWatch = new ProgramWatch(runtime, database);
        this.machinery = new Machinery(
                config.platform(),
                database,
                new TenantStore(database),
                new ReleaseStore(database),
                new Organizations(calls),
                new Members(calls),
                new SecretStore(database, keys, clock),
                keys,
                new MemberKeys(database, config.memberKeys()),
                new Placements(new PlacementStore(database)),
                new QuotaFiles(config.runtime().folder().root().resolve("quotas")),
                new KeyFiles(config.runtime().folder().root().resolve("rewrap")),
                new RecordFiles(config.runtime().folder().root().resolve("records")),
                runtime,
                router,
                domains,
                config.fly());
    }

    /// The parts of the machine; [#start] begins to keep them running.
    static TenantMachine of(MachineConfig config, Database database) {
        return new TenantMachine(config, database);
    }

    /// Adopts what is newer than the database, and refuses to work with master keys that do not open what is stored.
    ///
    /// @throws dev.toolbridge.service.config.SettingError naming the key
    void start() {
        new Adoption(machinery.copies(), machinery.database()).adopt(runtime.tenants());
        machinery.keys().requireMasterKeys();
        programWatch.start();
        routerWatch = Optional.of(RouterWatch.of(router));
        domains.start();
    }

    Machinery machinery() {
        return machinery;
    }

    /// The identity provider's word on administrators.
    Administrators administrators() {
        return (organization, user) -> switch (machinery.members().memberships(user)) {
            case Outcome.Done<List<Member>>(List<Member> memberships) ->
                memberships.stream()
                        .anyMatch(member -> member.organization().equals(organization)
                                && member.role().equals(ADMIN));
            case Outcome.Refused<List<Member>> _ -> false;
            case Outcome.Again<List<Member>>(String _, Duration after) ->
                throw Refusal.of(ErrorCode.UNAVAILABLE, "the identity provider is unavailable")
                        .header("Retry-After", Long.toString(Math.max(1, after.toSeconds())));
        };
    }

    /// Router and programs go on.
    @Override
    public void close() {
        domains.close();
        routerWatch.ifPresent(RouterWatch::close);
        programWatch.close();
    }
}
