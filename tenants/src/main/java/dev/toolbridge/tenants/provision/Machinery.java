package dev.toolbridge.tenants.provision;

import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.adoption.RecordFiles;
import dev.toolbridge.tenants.domain.Domains;
import dev.toolbridge.tenants.identity.Members;
import dev.toolbridge.tenants.identity.Organizations;
import dev.toolbridge.tenants.placement.Placements;
import dev.toolbridge.tenants.quota.QuotaFiles;
import dev.toolbridge.tenants.release.MemberKeys;
import dev.toolbridge.tenants.release.ReleaseStore;
import dev.toolbridge.tenants.router.Router;
import dev.toolbridge.tenants.runtime.InstanceRuntime;
import dev.toolbridge.tenants.secret.KeyFiles;
import dev.toolbridge.tenants.secret.SecretStore;
import dev.toolbridge.tenants.secret.TenantKeys;
import dev.toolbridge.tenants.store.TenantStore;
import java.util.Optional;

/// The parts that tenants run on, and the stores of what is wanted of them.
///
/// @param fly the place of tenants at Fly, if the platform has an organisation there
public record Machinery(
        Platform platform,
        Database database,
        TenantStore tenants,
        ReleaseStore releases,
        Organizations organizations,
        Members members,
        SecretStore secrets,
        TenantKeys keys,
        MemberKeys memberKeys,
        Placements placements,
        QuotaFiles quotas,
        KeyFiles keyFiles,
        RecordFiles copies,
        InstanceRuntime runtime,
        Router router,
        Domains domains,
        Optional<FlyGround> fly) {}
