package dev.toolbridge.api.project;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.access.Seat;
import dev.toolbridge.api.access.Seats;
import dev.toolbridge.api.access.SpaceRole;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;

/// Places the caller of a route of one project in it, with the rights that the role in the project leaves. A user who
/// is not a member learns nothing of a project.
public record ProjectAccess(Seats seats) {
    public static final String PLACEHOLDER = "project";

    /// The path of a project.
    public static final String PATH = "/v1/projects/{" + PLACEHOLDER + "}";

    /// The caller in the project that the path names, with one right at least.
    ///
    /// @throws Refusal `not_found` for no member, `deleted`, `forbidden`
    public Caller inside(Caller caller, Request request, String scope) {
        return inside(caller, request.parameter(PLACEHOLDER), scope);
    }

    /// The same in the project of that UUID, slug or number.
    public Caller inside(Caller caller, String name, String scope) {
        Seat seat = seat(caller, name);
        if (seat.isDeleted()) {
            throw Refusal.of(ErrorCode.DELETED, "the project was deleted");
        }
        Caller inside = caller.in(seat);
        Scopes.require(inside, scope);
        return inside;
    }

    /// The same for owners only.
    public Caller owner(Caller caller, Request request, String scope) {
        Caller inside = inside(caller, request, scope);
        requireOwner(seat(caller, request.parameter(PLACEHOLDER)));
        return inside;
    }

    /// The caller as the owner of a project that may be deleted.
    Caller formerOwner(Caller caller, Request request, String scope) {
        Seat seat = seat(caller, request.parameter(PLACEHOLDER));
        Caller inside = caller.in(seat);
        Scopes.require(inside, scope);
        requireOwner(seat);
        return inside;
    }

    private static void requireOwner(Seat seat) {
        if (seat.role() != SpaceRole.OWNER) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "only an owner of the project may do this")
                    .fact("role", SpaceRole.OWNER.wireName());
        }
    }

    /// A key of one project opens no other.
    private Seat seat(Caller caller, String name) {
        Seat seat = seats.find(caller.tenant(), caller.user(), name).orElseThrow(ProjectAccess::missing);
        boolean isElsewhere =
                caller.seat().filter(own -> !own.space().equals(seat.space())).isPresent();
        if (isElsewhere) {
            throw missing();
        }
        return seat;
    }

    /// The refusal of a project that does not exist for the caller.
    public static Refusal missing() {
        return Refusal.of(ErrorCode.NOT_FOUND, "no such project");
    }
}
