package dev.toolbridge.tenants.quota;

import dev.toolbridge.contract.TenantQuota;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.tenant.Quota;
import dev.toolbridge.tenants.tenant.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/// The files from which tenants' APIs read their quotas, one for each tenant. Nobody may list them, and every user of
/// the machine may read one whose name is known; nothing in them is secret.
public final class QuotaFiles {
    private static final String ENTERED_BY_ALL = "rwx--x--x";
    private static final String READ_BY_ALL = "rw-r--r--";

    private final Path folder;

    public QuotaFiles(Path folder) {
        this.folder = folder;
    }

    /// The file of a tenant.
    public Path of(UUID tenant) {
        return folder.resolve(tenant + ".json");
    }

    /// Writes the quotas of a tenant, if the file has others.
    ///
    /// @return true if it was written
    public boolean write(Tenant tenant) {
        String wanted = text(tenant);
        try {
            if (wanted.equals(present(tenant.ref()))) {
                return false;
            }
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(ENTERED_BY_ALL));
            Path aside = Files.createTempFile(folder, ".quotas", ".new");
            Files.writeString(aside, wanted, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.SYNC);
            Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString(READ_BY_ALL));
            Files.move(aside, of(tenant.ref()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException("the quotas of a tenant cannot be written", failed);
        }
    }

    /// Deletes the file of a tenant that is destroyed.
    public void remove(UUID tenant) {
        try {
            Files.deleteIfExists(of(tenant));
        } catch (IOException failed) {
            throw new UncheckedIOException("the quotas of a tenant cannot be deleted", failed);
        }
    }

    private String present(UUID tenant) throws IOException {
        try {
            return Files.readString(of(tenant));
        } catch (NoSuchFileException none) {
            return "";
        }
    }

    /// The quotas that the API enforces, as it reads them; the control plane itself enforces the others.
    public static String text(Tenant tenant) {
        var json = Json.object();
        for (TenantQuota quota : TenantQuota.values()) {
            json.put(
                    quota.word(), tenant.quotas().limit(Quota.read(quota.word()).orElseThrow()));
        }
        return Json.text(json) + "\n";
    }
}
