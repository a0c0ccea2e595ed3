package dev.toolbridge.tenants.secret;

import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.sealed.Envelope;
import dev.toolbridge.service.sealed.SecretUnreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Seals values that other tables keep, with the data key of their tenant: when that is destroyed, so are they.
public final class SealedValues {
    /// The holder of what belongs to the platform and to no tenant; it has a data key like a tenant's.
    public static final UUID PLATFORM = new UUID(0, 1);

    private final TenantKeys keys;

    public SealedValues(TenantKeys keys) {
        this.keys = keys;
    }

    /// Seals a value for one place, in the transaction that keeps it.
    ///
    /// @throws SecretUnreadable if the holder's data key was destroyed
    public byte[] seal(Transaction transaction, UUID holder, List<String> place, Secret value) {
        keys.ensure(transaction, holder);
        var key = keys.locked(transaction, holder).orElseThrow(SealedValues::destroyed);
        return Envelope.seal(key, value.reveal().getBytes(StandardCharsets.UTF_8), whole(holder, place));
    }

    /// Opens a value in its place.
    ///
    /// @throws SecretUnreadable if the holder's data key was destroyed, or the value does not open
    public Secret open(Transaction transaction, UUID holder, List<String> place, byte[] sealed) {
        var key = keys.find(transaction, holder).orElseThrow(SealedValues::destroyed);
        return new Secret(new String(Envelope.open(key, sealed, whole(holder, place)), StandardCharsets.UTF_8));
    }

    private static SecretUnreadable destroyed() {
        return new SecretUnreadable("the data key was destroyed");
    }

    private static List<String> whole(UUID holder, List<String> place) {
        return Stream.concat(Stream.of("value", holder.toString()), place.stream())
                .toList();
    }
}
