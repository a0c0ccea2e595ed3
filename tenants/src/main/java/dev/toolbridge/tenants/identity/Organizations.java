package dev.toolbridge.tenants.identity;

import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.service.workos.WorkosCalls;
import dev.toolbridge.service.workos.WorkosReply;
import dev.toolbridge.service.workos.WorkosReply.Answered;
import dev.toolbridge.service.workos.WorkosReply.Refused;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The organisations of tenants. One that is made for a tenant carries the tenant's reference as its external id, by
/// which it is looked up before it is made, and again when no answer came: it is never made twice.
///
/// Each request may be repeated, also by another control plane at the same time.
public final class Organizations {
    private static final int NOT_FOUND = 404;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final WorkosCalls calls;

    public Organizations(WorkosCalls calls) {
        this.calls = calls;
    }

    /// The organisation of a tenant, made if there is none.
    ///
    /// @param ref the tenant's reference, which no other tenant ever has
    public Outcome<Organization> ensure(String ref, String name) {
        if (!ID.matcher(ref).matches()) {
            return malformed("reference");
        }
        var known = byRef(ref);
        return switch (known) {
            case Answered<Organization> found -> new Outcome.Done<>(found.value());
            case Refused<Organization>(int status, String _) when status == NOT_FOUND -> made(ref, name);
            default -> Replies.unanswered(known, what(ref));
        };
    }

    /// An organisation that exists already.
    public Outcome<Organization> check(String id) {
        if (!ID.matcher(id).matches()) {
            return malformed("id");
        }
        var known = byId(id);
        return switch (known) {
            case Answered<Organization> found -> new Outcome.Done<>(found.value());
            case Refused<Organization>(int status, String _)
            when status == NOT_FOUND ->
                new Outcome.Refused<>(
                        "the organisation " + id,
                        "the identity provider does not know it",
                        "give the id of an organisation of this environment, or none to have one made");
            default -> Replies.unanswered(known, "the organisation " + id);
        };
    }

    /// Renames an organisation that was made for a tenant.
    public Outcome<Organization> update(String id, String ref, String name) {
        return switch (check(id)) {
            case Outcome.Done<Organization> found when !found.value().isOf(ref) -> foreign(id);
            case Outcome.Done<Organization> _ -> renamed(id, name);
            case Outcome<Organization> other -> other;
        };
    }

    /// Deletes an organisation that was made for a tenant, if it is still there.
    ///
    /// @return the deleted organisation's id
    public Outcome<String> delete(String id, String ref) {
        if (!ID.matcher(id).matches()) {
            return malformed("id");
        }
        var known = byId(id);
        return switch (known) {
            case Answered<Organization> found when !found.value().isOf(ref) -> foreign(id);
            case Answered<Organization> _ -> deleted(id);
            case Refused<Organization>(int status, String _) when status == NOT_FOUND -> new Outcome.Done<>(id);
            default -> Replies.unanswered(known, "the organisation " + id);
        };
    }

    /// Deletes the organisation that was made for a tenant, if it exists. No older one carries the tenant's
    /// reference.
    public Outcome<Optional<String>> deleteMade(String ref) {
        if (!ID.matcher(ref).matches()) {
            return malformed("reference");
        }
        var known = byRef(ref);
        return switch (known) {
            case Answered<Organization> found -> gone(deleted(found.value().id()));
            case Refused<Organization>(int status, String _)
            when status == NOT_FOUND -> new Outcome.Done<>(Optional.empty());
            default -> Replies.unanswered(known, what(ref));
        };
    }

    private static Outcome<Optional<String>> gone(Outcome<String> deleted) {
        return switch (deleted) {
            case Outcome.Done<String>(String id) -> new Outcome.Done<>(Optional.of(id));
            case Outcome.Refused<String>(String what, String why, String remedy) ->
                new Outcome.Refused<>(what, why, remedy);
            case Outcome.Again<String>(String why, var after) -> new Outcome.Again<>(why, after);
        };
    }

    /// Looks the organisation up after every answer that does not name it: it may have been made.
    private Outcome<Organization> made(String ref, String name) {
        var reply = calls.attempt(() -> Organization.of(calls.changing()
                .getOrganizations()
                .create(name, null, null, null, null, ref, calls.once(key(ref, name)))));
        if (reply instanceof Answered<Organization>(Organization organization)) {
            return organization.isOf(ref)
                    ? new Outcome.Done<>(organization)
                    : Replies.again("the identity provider answered for another organisation");
        }
        if (reply instanceof WorkosReply.Limited<Organization>) {
            return Replies.unanswered(reply, what(ref));
        }
        Optional<Organization> found = value(byRef(ref));
        return found.<Outcome<Organization>>map(Outcome.Done::new).orElseGet(() -> notMade(reply, ref));
    }

    /// A reference that is taken by an organisation that cannot be found yet is about to be found.
    private Outcome<Organization> notMade(WorkosReply<Organization> reply, String ref) {
        boolean taken =
                reply instanceof Refused<Organization>(int _, String code) && code.equals("external_id_already_used");
        return taken
                ? Replies.again("the organisation was made by another request")
                : Replies.unanswered(reply, what(ref));
    }

    private Outcome<Organization> renamed(String id, String name) {
        var reply = calls.attempt(() -> Organization.of(calls.changing()
                .getOrganizations()
                .update(id, name, null, null, null, null, null, null, calls.once())));
        return reply instanceof Answered<Organization>(Organization organization)
                ? new Outcome.Done<>(organization)
                : Replies.unanswered(reply, "the name of the organisation " + id);
    }

    private Outcome<String> deleted(String id) {
        var reply = calls.attempt(() -> {
            calls.changing().getOrganizations().delete(id, calls.once());
            return id;
        });
        boolean isGone = reply instanceof Answered<String>
                || (byId(id) instanceof Refused<Organization>(int status, String _) && status == NOT_FOUND);
        return isGone ? new Outcome.Done<>(id) : Replies.unanswered(reply, "the deletion of the organisation " + id);
    }

    /// The same for every attempt at the same organisation.
    private static String key(String ref, String name) {
        return HexFormat.of().formatHex(Digest.of("organization", ref, name));
    }

    private WorkosReply<Organization> byRef(String ref) {
        return calls.attempt(
                () -> Organization.of(calls.reading().getOrganizations().getByExternalId(ref, calls.once())));
    }

    private WorkosReply<Organization> byId(String id) {
        return calls.attempt(
                () -> Organization.of(calls.reading().getOrganizations().get(id, calls.once())));
    }

    private static <T> Optional<T> value(WorkosReply<T> reply) {
        return reply instanceof Answered<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    private static String what(String ref) {
        return "the organisation of the tenant " + ref;
    }

    private static <T> Outcome<T> foreign(String id) {
        return new Outcome.Refused<>(
                "the organisation " + id,
                "it does not carry this tenant's reference, so that it is not ours to change",
                "change it at the identity provider by hand");
    }

    private static <T> Outcome<T> malformed(String part) {
        return new Outcome.Refused<>(
                "the organisation",
                "its " + part + " is not one: 1 to 64 letters, digits, dots, dashes or underscores",
                "give the " + part + " as the identity provider shows it");
    }
}
