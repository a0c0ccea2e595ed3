package dev.toolbridge.api.store;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.SpaceRole;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.project.Member;
import dev.toolbridge.api.project.Members;
import dev.toolbridge.api.store.write.ManagedTransaction;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import io.helidon.dbclient.DbRow;
import java.sql.Timestamp;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Members and invitations in PostgreSQL.
public final class MemberStore implements Members {
    private static final String LIST = "SELECT " + MemberRows.COLUMNS + """
             FROM space_member WHERE tenant_id = ? AND space_id = ? LIMIT 200
            """;

    private static final String SET_ROLE =
            "UPDATE space_member SET role = ? WHERE tenant_id = ? AND space_id = ? AND user_id = ?";

    private static final String END_KEYS = """
            UPDATE api_key SET revoked_at = now()
            WHERE tenant_id = ? AND space_id = ? AND user_id = ? AND revoked_at IS NULL
            """;

    private static final String IS_OPEN = "SELECT FROM space WHERE tenant_id = ? AND id = ? AND deleted_at IS NULL";

    private static final String OPEN_INVITATIONS = """
            SELECT count(*) AS open FROM space_invitation
            WHERE tenant_id = ? AND space_id = ? AND used_at IS NULL AND expires_at > now()
            """;

    private static final String INVITE = """
            INSERT INTO space_invitation (tenant_id, space_id, id, hash, role, email, invited_by, expires_at)
            VALUES (?, ?, ?, decode(?, 'hex'), ?, NULLIF(?, ''), ?, to_timestamp(? / 1000.0))
            """;

    private static final String INVITED = """
            SELECT space_id FROM space_invitation
            WHERE tenant_id = ? AND hash = ? AND used_at IS NULL AND expires_at > now()
            """;

    /// The author of an invitation must still be a member who may invite.
    private static final String USE = """
            UPDATE space_invitation i SET used_at = now(), used_by = ?
            WHERE tenant_id = ? AND space_id = ? AND hash = decode(?, 'hex') AND used_at IS NULL AND expires_at > now()
              AND EXISTS (
                SELECT FROM space_member m WHERE m.tenant_id = i.tenant_id AND m.space_id = i.space_id
                  AND m.subject = i.invited_by AND (m.role = 'owner' OR (m.role = 'admin' AND i.role <> 'owner')))
            RETURNING role, email
            """;

    private final Database database;
    private final SpaceWriter writer;
    private final SeatStore seats;

    public MemberStore(Database database, SpaceWriter writer, SeatStore seats) {
        this.database = database;
        this.writer = writer;
        this.seats = seats;
    }

    @Override
    public List<Member> list(Caller caller, UUID project) {
        return database
                .transaction(
                        caller.tenant(),
                        transaction -> transaction.rows(LIST, MemberStore::member, caller.tenant(), project))
                .stream()
                .sorted((one, other) -> Long.compare(one.number(), other.number()))
                .toList();
    }

    @Override
    public Member change(Caller caller, UUID user, SpaceRole role) {
        return changing(caller.space(), transaction -> {
            SpaceRole own = MemberRows.require(transaction, caller, SpaceRole.ADMIN);
            Member member = MemberRows.find(transaction, user).orElseThrow(MemberStore::missing);
            requireOver(own, member.role(), role);
            if (member.role() == SpaceRole.OWNER && role != SpaceRole.OWNER) {
                MemberRows.requireOtherOwner(transaction);
            }
            return member.role() == role ? member : withRole(transaction, caller, member, role);
        });
    }

    private static Member withRole(ManagedTransaction transaction, Caller caller, Member member, SpaceRole role) {
        Space space = transaction.space();
        transaction.execute(SET_ROLE, role.wireName(), space.tenant(), space.id(), member.user());
        Member changed = MemberRows.find(transaction, member.user()).orElseThrow();
        var replacement = new Mutation.Replace(member.user(), new Body.Fields(MemberRows.fields(changed)));
        var _ = transaction.write(caller.author(), MemberRows.TYPE, replacement);
        var facts = Json.object()
                .put("subject", member.subject())
                .put("from", member.role().wireName())
                .put("to", role.wireName());
        AuditStore.append(
                transaction,
                caller,
                new AuditEntry("project.role_changed", space.id().toString(), facts));
        return changed;
    }

    @Override
    public void remove(Caller caller, UUID user) {
        changing(caller.space(), transaction -> {
            SpaceRole own = MemberRows.require(transaction, caller, SpaceRole.VIEWER);
            Member member = MemberRows.find(transaction, user).orElseThrow(MemberStore::missing);
            if (!user.equals(caller.user())) {
                requireOver(own, member.role(), SpaceRole.VIEWER);
            }
            if (member.role() == SpaceRole.OWNER) {
                MemberRows.requireOtherOwner(transaction);
            }
            return remove(transaction, caller, member);
        });
    }

    private static Member remove(ManagedTransaction transaction, Caller caller, Member member) {
        Space space = transaction.space();
        transaction.execute(MemberRows.REMOVE, space.tenant(), space.id(), member.user());
        transaction.execute(END_KEYS, space.tenant(), space.id(), member.user());
        var _ = transaction.write(caller.author(), MemberRows.TYPE, new Mutation.Delete(member.user()));
        var facts = Json.object().put("subject", member.subject());
        AuditStore.append(
                transaction,
                caller,
                new AuditEntry("project.member_removed", space.id().toString(), facts));
        return member;
    }

    @Override
    public Member own(Caller caller, UUID project) {
        requireMade(caller, project);
        return changing(new Space(caller.tenant(), project), transaction -> {
            requireOpen(transaction);
            var newcomer = new MemberRows.Newcomer(SpaceRole.OWNER, Optional.empty(), Optional.empty());
            Optional<Member> known = MemberRows.find(transaction, caller.user());
            Member owner = known.isPresent()
                    ? withRole(transaction, caller, known.get(), SpaceRole.OWNER)
                    : MemberRows.add(transaction, caller, newcomer);
            AuditStore.append(transaction, caller, AuditEntry.of("project.ownership_taken", project.toString()));
            return owner;
        });
    }

    /// A space that no project has would begin with the transaction.
    private void requireMade(Caller caller, UUID project) {
        List<Boolean> made = database.transaction(
                caller.tenant(), transaction -> transaction.rows(IS_OPEN, _ -> true, caller.tenant(), project));
        if (made.isEmpty()) {
            throw Refusals.noSpace();
        }
    }

    @Override
    public void invite(Caller caller, Invitation invitation) {
        writer.manage(caller.space(), transaction -> {
            SpaceRole own = MemberRows.require(transaction, caller, SpaceRole.ADMIN);
            requireOver(own, invitation.role(), invitation.role());
            Space space = transaction.space();
            long open = transaction
                    .rows(OPEN_INVITATIONS, row -> row.getLong("open"), space.tenant(), space.id())
                    .getFirst();
            if (open >= INVITATIONS_MAX) {
                throw Refusal.of(ErrorCode.INVALID_STATE, INVITATIONS_MAX + " invitations are open already");
            }
            invite(transaction, caller, invitation);
            return space;
        });
    }

    private static void invite(ManagedTransaction transaction, Caller caller, Invitation invitation) {
        Space space = transaction.space();
        transaction.execute(
                INVITE,
                space.tenant(),
                space.id(),
                invitation.id(),
                HexFormat.of().formatHex(invitation.hash()),
                invitation.role().wireName(),
                invitation.email().orElse(""),
                caller.subject(),
                invitation.expiresAt().toEpochMilli());
        var facts = Json.object().put("role", invitation.role().wireName());
        AuditStore.append(
                transaction,
                caller,
                new AuditEntry("project.invited", space.id().toString(), facts));
    }

    @Override
    public UUID join(Caller caller, byte[] hash, Optional<String> name) {
        UUID project = database
                .transaction(
                        caller.tenant(),
                        transaction -> transaction.rows(
                                INVITED, row -> row.column("space_id").get(UUID.class), caller.tenant(), hash))
                .stream()
                .findFirst()
                .orElseThrow(MemberStore::badCode);
        var _ = changing(new Space(caller.tenant(), project), transaction -> join(transaction, caller, hash, name));
        return project;
    }

    private static Member join(ManagedTransaction transaction, Caller caller, byte[] hash, Optional<String> name) {
        requireOpen(transaction);
        if (MemberRows.find(transaction, caller.user()).isPresent()) {
            throw Refusal.of(ErrorCode.EXISTS, "you are a member of this project");
        }
        if (MemberRows.count(transaction) >= OF_PROJECT_MAX) {
            throw Refusal.of(ErrorCode.INVALID_STATE, "a project has at most " + OF_PROJECT_MAX + " members");
        }
        Space space = transaction.space();
        String hex = HexFormat.of().formatHex(hash);
        MemberRows.Newcomer newcomer = transaction
                .rows(
                        USE,
                        row -> new MemberRows.Newcomer(
                                allowed(
                                        caller,
                                        SpaceRole.named(row.getString("role")).orElseThrow()),
                                name,
                                Optional.ofNullable(row.getString("email"))),
                        caller.subject(),
                        space.tenant(),
                        space.id(),
                        hex)
                .stream()
                .findFirst()
                .orElseThrow(MemberStore::badCode);
        var facts = Json.object().put("role", newcomer.role().wireName());
        AuditStore.append(
                transaction, caller, new AuditEntry("project.joined", space.id().toString(), facts));
        return MemberRows.add(transaction, caller, newcomer);
    }

    /// Guests of the tenant, who write nothing, are viewers.
    private static SpaceRole allowed(Caller caller, SpaceRole role) {
        return caller.rights().contains(Scope.PROJECTS_WRITE) ? role : SpaceRole.VIEWER;
    }

    private <R> R changing(Space space, Function<ManagedTransaction, R> change) {
        R result = writer.manage(space, change);
        seats.forget();
        return result;
    }

    /// Only owners decide about owners.
    private static void requireOver(SpaceRole own, SpaceRole before, SpaceRole after) {
        boolean isAboutOwners = before == SpaceRole.OWNER || after == SpaceRole.OWNER;
        if (own != SpaceRole.OWNER && (isAboutOwners || !own.isAtLeast(SpaceRole.ADMIN))) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "only owners decide about owners, and admins about others")
                    .fact("role", SpaceRole.OWNER.wireName());
        }
    }

    private static void requireOpen(ManagedTransaction transaction) {
        Space space = transaction.space();
        if (transaction.rows(IS_OPEN, _ -> true, space.tenant(), space.id()).isEmpty()) {
            throw Refusals.noSpace();
        }
    }

    private static Refusal missing() {
        return Refusal.of(ErrorCode.NOT_FOUND, "no such member");
    }

    private static Refusal badCode() {
        return Refusal.of(ErrorCode.NOT_FOUND, "this code opens nothing: it was used, is over, or never was");
    }

    private static Member member(DbRow row) {
        return new Member(
                row.column("user_id").get(UUID.class),
                row.column("number").getLong(),
                SpaceRole.named(row.column("role").getString()).orElseThrow(),
                row.column("subject").getString(),
                row.column("name").as(String.class).asOptional(),
                row.column("email").as(String.class).asOptional(),
                row.column("joined_at").get(Timestamp.class).toInstant());
    }
}
