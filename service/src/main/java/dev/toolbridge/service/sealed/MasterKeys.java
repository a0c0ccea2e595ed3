package dev.toolbridge.service.sealed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/// The master keys at hand: one seals data keys, and all of them open what they have sealed.
public final class MasterKeys {
    private final Map<String, MasterKey> byId = new LinkedHashMap<>();
    private final MasterKey current;

    /// @param keys the first one seals
    public MasterKeys(List<MasterKey> keys) {
        keys.forEach(key -> byId.put(key.id(), key));
        this.current = keys.getFirst();
    }

    /// A data key as it is stored.
    ///
    /// @param master the id of the master key that sealed it
    public record SealedKey(String master, byte[] sealed) {}

    /// The key that seals.
    public MasterKey current() {
        return current;
    }

    /// The key with an id.
    public Optional<MasterKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// Seals a data key for its place.
    public SealedKey seal(SecretKey dataKey, List<String> place) {
        return new SealedKey(current.id(), Envelope.seal(current.key(), dataKey.getEncoded(), whole(place, current)));
    }

    /// Opens a data key in its place.
    ///
    /// @throws SecretUnreadable if its master key is not at hand, or the place or a byte is another
    public SecretKey open(SealedKey key, List<String> place) {
        MasterKey master = find(key.master())
                .orElseThrow(() -> new SecretUnreadable("the master key " + key.master() + " is not among the files"));
        return Envelope.key(Envelope.open(master.key(), key.sealed(), whole(place, master)));
    }

    /// The id is a part of the place: no data key passes for one of another master key.
    private static List<String> whole(List<String> place, MasterKey master) {
        return Stream.concat(place.stream(), Stream.of(master.id())).toList();
    }
}
