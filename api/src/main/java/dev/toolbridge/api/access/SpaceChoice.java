package dev.toolbridge.api.access;

import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.util.Optional;
import java.util.UUID;

/// Chooses the space of a request: the one that its path or its header names, else the one of its key, else the
/// personal one. A user who is not a member learns nothing of a space.
final class SpaceChoice {
    /// The placeholder of the paths that name a space.
    static final String PLACEHOLDER = "space";

    private static final int NAME_LENGTH_MAX = 100;

    private final Seats seats;

    SpaceChoice(Seats seats) {
        this.seats = seats;
    }

    /// The seat of a request's sender; empty in the personal space.
    Optional<Seat> of(Identity identity, String tenant, Request request) {
        Optional<UUID> keys = identity.boundSpace();
        Optional<String> inPath = Optional.ofNullable(request.parameter(PLACEHOLDER));
        Optional<String> inHeader = request.header(WireHeader.SPACE);
        Optional<String> named = inPath.or(() -> inHeader).or(() -> keys.map(UUID::toString));
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Optional<Seat> seat = seat(identity, tenant, named.get());
        boolean areTwo = inPath.isPresent()
                && inHeader.filter(other -> !other.equals(inPath.get())).isPresent();
        if (areTwo && !id(seat).equals(id(seat(identity, tenant, inHeader.get())))) {
            throw Refusal.of(ErrorCode.INVALID_HEADER, "path and header X-TB-Space name two spaces");
        }
        if (keys.isPresent() && !id(seat).equals(keys)) {
            throw Refusals.noSpace();
        }
        return seat;
    }

    private static Optional<UUID> id(Optional<Seat> seat) {
        return seat.map(Seat::space);
    }

    private Optional<Seat> seat(Identity identity, String tenant, String name) {
        if (name.isEmpty() || name.length() > NAME_LENGTH_MAX) {
            throw Refusals.noSpace();
        }
        if (UidForm.read(name).filter(identity.user()::equals).isPresent()) {
            return Optional.empty();
        }
        Seat seat = seats.find(tenant, identity.user(), name).orElseThrow(Refusals::noSpace);
        if (seat.isDeleted()) {
            throw Refusal.of(ErrorCode.DELETED, "the space was deleted");
        }
        return Optional.of(seat);
    }
}
