package dev.toolbridge.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.SpaceRole;
import dev.toolbridge.api.account.Accounts;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.project.Member;
import dev.toolbridge.api.store.space.SpaceStatements;
import dev.toolbridge.api.store.write.ManagedTransaction;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The rows of members, and the items that tell of them, within a transaction that holds the head of their space.
public final class MemberRows {
    static final EntityType TYPE = Entities.named("member");
    static final String COLUMNS = "user_id, number, role, subject, name, email, joined_at";

    private static final String FIND = "SELECT " + COLUMNS + """
             FROM space_member WHERE tenant_id = ? AND space_id = ? AND user_id = ?
            """;

    private static final String HOLD = FIND + "FOR SHARE";

    private static final String OWNERS = """
            SELECT count(*) AS owners FROM space_member WHERE tenant_id = ? AND space_id = ? AND role = 'owner'
            """;

    private static final String COUNT = """
            SELECT count(*) AS members FROM space_member WHERE tenant_id = ? AND space_id = ?
            """;

    private static final String ADD = """
            WITH counted AS (
              UPDATE space SET members_numbered = members_numbered + 1 WHERE tenant_id = ? AND id = ?
              RETURNING members_numbered)
            INSERT INTO space_member (tenant_id, space_id, user_id, number, role, subject, name, email)
            SELECT ?, ?, ?, members_numbered, ?, ?, NULLIF(?, ''), NULLIF(?, '') FROM counted
            RETURNING
            """ + COLUMNS;

    static final String REMOVE = "DELETE FROM space_member WHERE tenant_id = ? AND space_id = ? AND user_id = ?";

    private MemberRows() {}

    /// A new member.
    record Newcomer(SpaceRole role, Optional<String> name, Optional<String> email) {}

    static Optional<Member> find(ManagedTransaction transaction, UUID user) {
        return transaction
                .rows(
                        FIND,
                        MemberRows::member,
                        transaction.space().tenant(),
                        transaction.space().id(),
                        user)
                .stream()
                .findFirst();
    }

    /// The caller's own role, now that nobody else changes it; refuses one with fewer rights.
    static SpaceRole require(ManagedTransaction transaction, Caller caller, SpaceRole least) {
        return required(find(transaction, caller.user()), least);
    }

    /// The same in any transaction of the caller's space; the role stays until its end.
    public static SpaceRole require(SpaceStatements statements, Caller caller, SpaceRole least) {
        List<Member> held = statements.rows(
                HOLD, MemberRows::member, caller.tenant(), caller.space().id(), caller.user());
        return required(held.stream().findFirst(), least);
    }

    private static SpaceRole required(Optional<Member> member, SpaceRole least) {
        SpaceRole role = member.orElseThrow(Refusals::noSpace).role();
        if (!role.isAtLeast(least)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "this needs the role " + least.wireName() + " in the project")
                    .fact("role", least.wireName());
        }
        return role;
    }

    /// Refuses that the only owner goes.
    static void requireOtherOwner(ManagedTransaction transaction) {
        long owners = count(transaction, OWNERS, "owners");
        if (owners <= 1) {
            throw Refusal.of(ErrorCode.LAST_OWNER, "a project has an owner: make somebody else one first");
        }
    }

    static long count(ManagedTransaction transaction) {
        return count(transaction, COUNT, "members");
    }

    private static long count(ManagedTransaction transaction, String query, String column) {
        return transaction
                .rows(
                        query,
                        row -> row.getLong(column),
                        transaction.space().tenant(),
                        transaction.space().id())
                .getFirst();
    }

    /// Adds the caller, with the item that tells of it.
    static Member add(ManagedTransaction transaction, Caller caller, Newcomer newcomer) {
        UUID space = transaction.space().id();
        List<Member> added = transaction.rows(
                ADD,
                MemberRows::member,
                caller.tenant(),
                space,
                caller.tenant(),
                space,
                caller.user(),
                newcomer.role().wireName(),
                caller.subject(),
                newcomer.name().orElse(""),
                newcomer.email().orElse(""));
        transaction.put(caller.author(), TYPE, caller.user(), new Body.Fields(fields(added.getFirst())));
        return added.getFirst();
    }

    /// Removes a member whose account has ended: the item of it tells no name any more.
    static void forget(ManagedTransaction transaction, Author author, Member member) {
        var fields = Json.object()
                .put("subject", Accounts.STAND_IN)
                .put("role", member.role().wireName())
                .put("number", member.number());
        var _ = transaction.write(author, TYPE, new Mutation.Replace(member.user(), new Body.Fields(fields)));
        transaction.execute(
                REMOVE, transaction.space().tenant(), transaction.space().id(), member.user());
        var _ = transaction.write(author, TYPE, new Mutation.Delete(member.user()));
    }

    /// The fields of the item that tells of a member.
    static ObjectNode fields(Member member) {
        var fields = Json.object()
                .put("subject", member.subject())
                .put("role", member.role().wireName())
                .put("number", member.number());
        member.name().ifPresent(name -> fields.put("name", name));
        member.email().ifPresent(email -> fields.put("email", email));
        return fields;
    }

    static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getObject("user_id", UUID.class),
                row.getLong("number"),
                SpaceRole.named(row.getString("role")).orElseThrow(),
                row.getString("subject"),
                Optional.ofNullable(row.getString("name")),
                Optional.ofNullable(row.getString("email")),
                row.getTimestamp("joined_at").toInstant());
    }
}
