package dev.toolbridge.tenants.secret.rotation;

import dev.toolbridge.tenants.secret.LiveSecret;
import dev.toolbridge.tenants.secret.NewSecret;
import dev.toolbridge.tenants.secret.SecretKind;
import dev.toolbridge.tenants.secret.SecretName;
import dev.toolbridge.tenants.secret.SecretVersion;
import dev.toolbridge.tenants.secret.VersionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The secrets of a tenant that are made here: how they are generated, which programs get them, and what overlaps.
public enum TenantSecret {
    /// Signs the tokens that the API issues: the old key verifies until the longest of them has expired.
    TOKEN_KEYS("token-keys", SecretKind.TOKEN_KEY),
    /// Signs cursors and sync sessions, which clients keep: a device that comes later synchronises anew.
    SIGNING("signing", SecretKind.RANDOM),
    /// Signs the state that MCP clients hold between two rounds.
    MCP_STATE("mcp-state", SecretKind.RANDOM),
    /// Proves to the API that its sidecar asks: both are of one release.
    EXCHANGE("exchange", SecretKind.RANDOM),
    /// Opens the server of memberships, for the tenant's own organisation only.
    MEMBERS("members", SecretKind.RANDOM),
    /// Seals the data keys of projects: they are sealed anew before the old key ends.
    MASTER_KEY("master-key", SecretKind.RANDOM),
    /// The server's passwords at the database. Its two logins alternate: odd versions are of one, even of the other.
    DATABASE_SERVER("database-server", SecretKind.PASSWORD),
    /// The password of backups at the database; only the control plane signs in with it.
    DATABASE_MAINTENANCE("database-maintenance", SecretKind.PASSWORD);

    /// The programs of a release.
    public enum Program {
        API,
        MCP
    }

    private final String text;
    private final SecretKind kind;

    TenantSecret(String text, SecretKind kind) {
        this.text = text;
        this.kind = kind;
    }

    /// The secret with a name; empty for a secret that came from outside.
    public static Optional<TenantSecret> of(SecretName name) {
        return Stream.of(values())
                .filter(secret -> secret.text.equals(name.text()))
                .findFirst();
    }

    public SecretName secretName() {
        return new SecretName(text);
    }

    /// The value of its next version.
    public NewSecret next() {
        NewSecret fresh = NewSecret.of(kind);
        return this == DATABASE_SERVER ? fresh.alternating() : fresh;
    }

    public Overlap overlap() {
        return switch (this) {
            case TOKEN_KEYS -> Overlap.byRelease(Settling.OF_TOKENS);
            case SIGNING -> Overlap.byRelease(Settling.OF_CURSORS);
            case MCP_STATE -> Overlap.byRelease(Settling.OF_TOKENS);
            case MASTER_KEY -> Overlap.byRelease(Settling.OF_MASTER_KEYS);
            case EXCHANGE -> Overlap.none();
            case MEMBERS, DATABASE_SERVER -> Overlap.byAdmission();
            case DATABASE_MAINTENANCE -> Overlap.replaced();
        };
    }

    /// Tells if what its old version has sealed is stored, and has to be sealed anew before that version ends.
    boolean isSealing() {
        return this == MASTER_KEY;
    }

    /// Tells if the overlap of a version with its successor is over.
    ///
    /// @param inUse the time from which its successor was used: a release may come later than the promotion
    public boolean isSettled(SecretVersion version, Instant inUse, Instant now) {
        if (version.status() != VersionStatus.VALID) {
            return false;
        }
        Instant valid = version.since().get(VersionStatus.VALID);
        Instant since = inUse.isAfter(valid) ? inUse : valid;
        return !since.plus(overlap().settling()).isAfter(now);
    }

    /// The files that a program of a release gets of it. Passwords of the database are delivered within its address.
    ///
    /// @param live the versions as [dev.toolbridge.tenants.secret.SecretStore#live] gives them
    public List<SettingFile> files(Program program, List<LiveSecret> live) {
        return recipients().stream()
                .filter(recipient -> recipient.program() == program)
                .flatMap(recipient -> recipient.file(live).stream())
                .toList();
    }

    /// The effect of a rotation without overlap, as a sentence for the person who asks for it.
    public String endsAtOnce() {
        return switch (this) {
            case TOKEN_KEYS -> "All tokens that the API has issued end: MCP clients exchange theirs again.";
            case SIGNING -> "Cursors and sync sessions end: devices begin new sync sessions.";
            case MCP_STATE -> "Calls that wait for an answer of the user fail and have to be made again.";
            case EXCHANGE -> "Nothing ends: API and sidecar change together.";
            case MASTER_KEY -> "Nothing ends: what the old key has sealed is sealed anew, and then it opens nothing.";
            case MEMBERS -> "The old key opens nothing as soon as the new release runs.";
            case DATABASE_SERVER -> "Connections of the replaced release end as soon as the new one runs.";
            case DATABASE_MAINTENANCE -> "A backup that begins meanwhile has to be repeated.";
        };
    }

    private List<Recipient> recipients() {
        return switch (this) {
            case TOKEN_KEYS -> List.of(new Recipient(Program.API, "JWT_BACKEND_KEY_SET_FILE", Delivery.KEY_SET));
            case SIGNING ->
                List.of(
                        new Recipient(Program.API, "SIGNING_SECRET_FILE", Delivery.PRIMARY),
                        new Recipient(Program.API, "SIGNING_SECRETS_RETIRED_FILE", Delivery.OTHERS));
            case MCP_STATE -> List.of(new Recipient(Program.MCP, "MCP_STATE_SECRETS_FILE", Delivery.LIST));
            case EXCHANGE ->
                List.of(
                        new Recipient(Program.API, "EXCHANGE_CLIENT_SECRET_FILE", Delivery.PRIMARY),
                        new Recipient(Program.MCP, "EXCHANGE_CLIENT_SECRET_FILE", Delivery.PRIMARY));
            case MEMBERS -> List.of(new Recipient(Program.API, "WORKOS_API_KEY_FILE", Delivery.PRIMARY));
            case MASTER_KEY -> List.of(new Recipient(Program.API, "TOOLBRIDGE_MASTER_KEY_FILE", Delivery.LINES));
            case DATABASE_SERVER, DATABASE_MAINTENANCE -> List.of();
        };
    }
}
