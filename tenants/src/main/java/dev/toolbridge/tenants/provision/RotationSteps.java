package dev.toolbridge.tenants.provision;

import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.Hold;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.placement.TenantLogin;
import dev.toolbridge.tenants.release.ReleaseSecrets;
import dev.toolbridge.tenants.secret.LiveSecret;
import dev.toolbridge.tenants.secret.SecretMove;
import dev.toolbridge.tenants.secret.SecretVersion;
import dev.toolbridge.tenants.secret.VersionStatus;
import dev.toolbridge.tenants.secret.rotation.TenantSecret;
import dev.toolbridge.tenants.tenant.Tenant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// The steps of a rotation besides its deployments: versions move on, and parties outside the release take the new
/// ones and drop the old ones.
record RotationSteps(Machinery machinery, TenantSteps facts, InstantSource clock) {
    private static final Set<TenantLogin> SERVER = EnumSet.of(TenantLogin.SERVER_ODD, TenantLogin.SERVER_EVEN);

    /// Makes pending versions. A primary version that no release uses yet is new enough: a rotation before this one was
    /// cut off, and the login of the one before it is in use.
    StepOutcome generate(StepContext context, Set<TenantSecret> secrets) {
        ReleaseSecrets.Used used = used(context);
        return moved(
                context,
                secrets,
                VersionStatus.PRIMARY,
                primary -> used.has(primary.name().text(), primary.version())
                        ? machinery
                                .secrets()
                                .begin(
                                        context.tenant(),
                                        primary.name(),
                                        secret(primary).next())
                        : new SecretMove.Done(primary));
    }

    /// Lets the parties outside accept the pending versions.
    StepOutcome admit(StepContext context, Set<TenantSecret> secrets) {
        Tenant tenant = facts.tenant(context);
        if (secrets.contains(TenantSecret.MEMBERS)) {
            admitMembers(tenant);
        }
        for (TenantSecret secret : List.of(TenantSecret.DATABASE_SERVER, TenantSecret.DATABASE_MAINTENANCE)) {
            List<LiveSecret> pending = facts.live(tenant, secret).stream()
                    .filter(version -> version.status() == VersionStatus.PENDING)
                    .toList();
            for (LiveSecret version : secrets.contains(secret) ? pending : List.<LiveSecret>of()) {
                StepOutcome admitted = admit(tenant, login(secret, version), version);
                if (!(admitted instanceof StepOutcome.Done)) {
                    return admitted;
                }
            }
        }
        return Outcomes.done();
    }

    StepOutcome promote(StepContext context, Set<TenantSecret> secrets) {
        return moved(context, secrets, VersionStatus.PENDING, version -> machinery
                .secrets()
                .promote(context.tenant(), version.name(), version.version()));
    }

    /// Ends the acceptance of the old versions.
    StepOutcome retire(StepContext context, Set<TenantSecret> secrets) {
        return moved(context, secrets, VersionStatus.VALID, version -> retired(context, version));
    }

    /// The same for those whose overlap is over.
    StepOutcome retireSettled(StepContext context, Set<TenantSecret> secrets) {
        var schedule = new SecretSchedule(used(context), versions(context), clock.instant());
        return moved(
                context,
                secrets,
                VersionStatus.VALID,
                version -> schedule.isOver(version) ? retired(context, version) : new SecretMove.Done(version));
    }

    /// Lets the parties outside accept the live versions only. Sessions of a login that has none are ended.
    StepOutcome dismiss(StepContext context) {
        Tenant tenant = facts.tenant(context);
        admitMembers(tenant);
        Set<TenantLogin> idle = EnumSet.copyOf(SERVER);
        facts.live(tenant, TenantSecret.DATABASE_SERVER)
                .forEach(version -> idle.remove(TenantLogin.ofVersion(version.version())));
        for (TenantLogin login : idle) {
            Hold.require();
            StepOutcome dismissed =
                    Outcomes.of(machinery.placements().dismiss(facts.cluster(tenant.ref()), tenant.ref(), login));
            if (!(dismissed instanceof StepOutcome.Done)) {
                return dismissed;
            }
        }
        return admit(tenant, TenantLogin.MAINTENANCE, facts.primary(tenant, TenantSecret.DATABASE_MAINTENANCE));
    }

    /// Destroys the values of the versions that are retired.
    StepOutcome destroy(StepContext context, Set<TenantSecret> secrets) {
        return moved(context, secrets, VersionStatus.RETIRED, version -> destroyed(context, version));
    }

    /// Destroys the pending versions, which nobody wants any more, and files that a run has left.
    StepOutcome dropPending(StepContext context) {
        machinery.keyFiles().remove(context.tenant());
        return moved(
                context,
                EnumSet.allOf(TenantSecret.class),
                VersionStatus.PENDING,
                version -> destroyed(context, version));
    }

    private void admitMembers(Tenant tenant) {
        Hold.require();
        machinery
                .memberKeys()
                .set(
                        tenant.ref(),
                        TenantSteps.organization(tenant),
                        facts.live(tenant, TenantSecret.MEMBERS).stream()
                                .map(LiveSecret::value)
                                .toList());
    }

    private StepOutcome admit(Tenant tenant, TenantLogin login, LiveSecret version) {
        Hold.require();
        return Outcomes.of(
                machinery.placements().admit(facts.cluster(tenant.ref()), tenant.ref(), login, version.value()));
    }

    private static TenantLogin login(TenantSecret secret, LiveSecret version) {
        return secret == TenantSecret.DATABASE_SERVER
                ? TenantLogin.ofVersion(version.version())
                : TenantLogin.MAINTENANCE;
    }

    private SecretMove retired(StepContext context, SecretVersion version) {
        return machinery.secrets().retire(context.tenant(), version.name(), version.version());
    }

    private SecretMove destroyed(StepContext context, SecretVersion version) {
        return machinery.secrets().destroy(context.tenant(), version.name(), version.version());
    }

    /// Moves the versions in a state on; the result names those that moved.
    private StepOutcome moved(
            StepContext context,
            Collection<TenantSecret> secrets,
            VersionStatus status,
            Function<SecretVersion, SecretMove> move) {
        var result = Json.object();
        Predicate<SecretVersion> isOurs = version ->
                TenantSecret.of(version.name()).filter(secrets::contains).isPresent();
        for (SecretVersion version : versions(context)) {
            if (version.status() == status && isOurs.test(version)) {
                Hold.require();
                SecretMove made = move.apply(version);
                if (!(made instanceof SecretMove.Done(SecretVersion now))) {
                    return Outcomes.of(made);
                }
                result.put(now.name().text(), now.version());
            }
        }
        return new StepOutcome.Done(result);
    }

    private static TenantSecret secret(SecretVersion version) {
        return TenantSecret.of(version.name()).orElseThrow();
    }

    private List<SecretVersion> versions(StepContext context) {
        return machinery.secrets().list(context.tenant());
    }

    private ReleaseSecrets.Used used(StepContext context) {
        return new ReleaseSecrets(machinery.database())
                .of(context.tenant())
                .orElseThrow(() -> new IllegalStateException("no release of the tenant runs"));
    }
}
