package dev.toolbridge.api.journal;

import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Payload;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;

/// The fields of earlier versions, as a restore needs them.
///
/// They are read before the write, in the epoch that the write then requires: fields from before a wipe never
/// come back.
public record EarlierFields(Journal journal) {
    private static final String VERSION = "version";

    /// The fields of a version. Their absence is a value, because a missing item and a repeated request are
    /// answered first.
    public Body of(Space space, Key key, long version) {
        return switch (journal.version(space, key, version)) {
            case Past.Kept kept -> new Body.Fields(new Payload(kept.change().payload()).fields());
            case Past.Gone _ -> new Body.Bad(gone(key.type(), version));
            case Past.Missing _ -> new Body.Bad(missing(key.type(), version));
        };
    }

    public static Refusal gone(EntityType type, long version) {
        return Refusals.historyGone("version " + version + " of the " + type.label() + " is not kept any more")
                .fact(VERSION, version);
    }

    public static Refusal missing(EntityType type, long version) {
        return Refusal.of(ErrorCode.NOT_FOUND, type.label() + " has no version " + version);
    }
}
