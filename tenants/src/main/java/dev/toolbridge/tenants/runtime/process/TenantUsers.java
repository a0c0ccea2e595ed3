package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.RefusedOrder;
import dev.toolbridge.tenants.runtime.process.ProcessRuntimeConfig.Range;
import dev.toolbridge.tenants.runtime.process.supervisor.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.UUID;

/// The user of each tenant: a number from a range, without an account. A number is never given to a second tenant,
/// since files of the first may still belong to it. The caller holds the lock.
record TenantUsers(Path folder, Range range) {
    private static final String HIGHEST = "highest";

    int of(UUID tenant) {
        OptionalInt known = read(tenant.toString());
        if (known.isPresent()) {
            return known.getAsInt();
        }
        int next = read(HIGHEST).orElse(range.first() - 1) + 1;
        RefusedOrder.unless(next <= range.last(), "the user ids up to " + range.last() + " have all been given");
        WholeFile.write(folder.resolve(HIGHEST), Integer.toString(next));
        WholeFile.write(folder.resolve(tenant.toString()), Integer.toString(next));
        return next;
    }

    void forget(UUID tenant) {
        FileTrees.delete(folder.resolve(tenant.toString()));
    }

    private OptionalInt read(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file)
                    ? OptionalInt.of(Integer.parseInt(Files.readString(file).strip()))
                    : OptionalInt.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException("the users of tenants cannot be read", failed);
        }
    }
}
