package dev.toolbridge.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.SpaceRole;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.project.Project;
import dev.toolbridge.api.project.ProjectDraft;
import dev.toolbridge.api.project.Projects;
import dev.toolbridge.api.project.RepositoryAddress;
import dev.toolbridge.api.store.write.ManagedTransaction;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Projects in PostgreSQL.
public final class ProjectStore implements Projects {
    private static final EntityType TYPE = Entities.named("project");
    private static final UUID BEGINNING = new UUID(0, 0);

    /// Held until the transaction ends, so that no two projects of a tenant take one number or one slug.
    private static final String NEXT_NUMBER = """
            INSERT INTO space_count AS c (tenant_id, last_number) VALUES (?, 1)
            ON CONFLICT (tenant_id) DO UPDATE SET last_number = c.last_number + 1 RETURNING last_number
            """;

    private static final String HOLD_NUMBERS = "SELECT FROM space_count WHERE tenant_id = ? FOR UPDATE";

    private static final String COUNT =
            "SELECT count(*) AS projects FROM space WHERE tenant_id = ? AND destroyed_at IS NULL";

    private static final String SLUG_OF_OTHER = """
            SELECT id FROM space WHERE tenant_id = ? AND slug = ? AND destroyed_at IS NULL AND id <> ?
            """;

    private static final String CREATE = """
            INSERT INTO space (tenant_id, id, slug, number, repository_host, repository_path, about)
            VALUES (?, ?, ?, ?, NULLIF(?, ''), NULLIF(?, ''), ?)
            """;

    private static final String CHANGE = """
            UPDATE space SET slug = ?, repository_host = NULLIF(?, ''), repository_path = NULLIF(?, ''), about = ?,
              updated_at = now()
            WHERE tenant_id = ? AND id = ? AND deleted_at IS NULL
            """;

    private static final String NUMBER = """
            SELECT number FROM space WHERE tenant_id = ? AND id = ? AND deleted_at IS NULL
            """;

    private static final String DELETE = """
            UPDATE space SET deleted_at = now() WHERE tenant_id = ? AND id = ? AND deleted_at IS NULL RETURNING id
            """;

    private static final String END_KEYS = """
            UPDATE api_key SET revoked_at = now() WHERE tenant_id = ? AND space_id = ? AND revoked_at IS NULL
            """;

    private static final String RESTORE = """
            UPDATE space SET deleted_at = NULL WHERE tenant_id = ? AND id = ? AND deleted_at IS NOT NULL
              AND deleted_at > now() - interval '30 days' AND destroyed_at IS NULL RETURNING id
            """;

    private static final String COLUMNS = """
            SELECT s.id, s.number, s.slug, s.about, m.role, s.created_at, s.updated_at, s.deleted_at
            """;

    private static final String FIND = COLUMNS + """
            FROM space s LEFT JOIN space_member m ON m.tenant_id = s.tenant_id AND m.space_id = s.id AND m.user_id = ?
            WHERE s.tenant_id = ? AND s.id = ? AND s.destroyed_at IS NULL
            """;

    /// A repository whose host was told by one side only is the same one.
    private static final String IS_ASKED = """
            AND (? = '' OR s.repository_path = ? AND (s.repository_host IS NULL OR s.repository_host = coalesce(
              NULLIF(?, ''), s.repository_host)))
            """;

    private static final String OWN = COLUMNS + """
            FROM space_member m JOIN space s ON s.tenant_id = m.tenant_id AND s.id = m.space_id
            WHERE m.user_id = ? AND m.tenant_id = ? AND m.space_id > ? AND s.deleted_at IS NULL
            """ + IS_ASKED + "ORDER BY m.space_id LIMIT ?";

    private static final String ALL = COLUMNS + """
            FROM space s LEFT JOIN space_member m ON m.tenant_id = s.tenant_id AND m.space_id = s.id AND m.user_id = ?
            WHERE s.tenant_id = ? AND s.id > ? AND s.deleted_at IS NULL
            """ + IS_ASKED + "ORDER BY s.id LIMIT ?";

    private final Database database;
    private final SpaceWriter writer;
    private final SeatStore seats;

    public ProjectStore(Database database, SpaceWriter writer, SeatStore seats) {
        this.database = database;
        this.writer = writer;
        this.seats = seats;
    }

    @Override
    public Project create(Caller caller, ProjectDraft draft) {
        var space = new Space(caller.tenant(), UidForm.fresh(Instant.now()));
        writer.manage(space, transaction -> create(transaction, caller, draft));
        return find(caller, space.id()).orElseThrow(Refusals::noSpace);
    }

    private static Space create(ManagedTransaction transaction, Caller caller, ProjectDraft draft) {
        Space space = transaction.space();
        long number = transaction
                .rows(NEXT_NUMBER, row -> row.getLong("last_number"), caller.tenant())
                .getFirst();
        requireRoom(transaction, caller);
        requireFree(transaction, draft.slug());
        transaction.execute(
                CREATE,
                caller.tenant(),
                space.id(),
                draft.slug(),
                number,
                host(draft),
                path(draft),
                Json.text(draft.about()));
        transaction.put(caller.author(), TYPE, space.id(), new Body.Fields(fields(draft, number)));
        var _ = MemberRows.add(
                transaction, caller, new MemberRows.Newcomer(SpaceRole.OWNER, Optional.empty(), Optional.empty()));
        AuditStore.append(transaction, caller, entry("project.created", space.id(), draft.slug()));
        return space;
    }

    @Override
    public List<Project> list(Caller caller, Part part) {
        String path = part.repository().map(RepositoryAddress::path).orElse("");
        String host = part.repository().flatMap(RepositoryAddress::host).orElse("");
        return database.transaction(
                caller.tenant(),
                transaction -> transaction.rows(
                        part.ofAll() ? ALL : OWN,
                        ProjectRows::project,
                        caller.user(),
                        caller.tenant(),
                        part.after().orElse(BEGINNING),
                        path,
                        path,
                        host,
                        part.limit()));
    }

    @Override
    public Optional<Project> find(Caller caller, UUID id) {
        return database.transaction(
                caller.tenant(),
                transaction -> transaction.rows(FIND, ProjectRows::project, caller.user(), caller.tenant(), id).stream()
                        .findFirst());
    }

    @Override
    public Project change(Caller caller, UUID id, ProjectDraft draft) {
        var space = new Space(caller.tenant(), id);
        writer.manage(space, transaction -> change(transaction, caller, draft));
        seats.forget();
        return find(caller, id).orElseThrow(Refusals::noSpace);
    }

    private static Space change(ManagedTransaction transaction, Caller caller, ProjectDraft draft) {
        Space space = transaction.space();
        var _ = MemberRows.require(transaction, caller, SpaceRole.ADMIN);
        transaction.rows(HOLD_NUMBERS, _ -> true, caller.tenant());
        requireFree(transaction, draft.slug());
        long number = transaction.rows(NUMBER, row -> row.getLong("number"), caller.tenant(), space.id()).stream()
                .findFirst()
                .orElseThrow(Refusals::noSpace);
        transaction.execute(
                CHANGE, draft.slug(), host(draft), path(draft), Json.text(draft.about()), caller.tenant(), space.id());
        var replacement = new Mutation.Replace(space.id(), new Body.Fields(fields(draft, number)));
        var _ = transaction.write(caller.author(), TYPE, replacement);
        return space;
    }

    @Override
    public void delete(Caller caller, UUID id) {
        writer.manage(new Space(caller.tenant(), id), transaction -> {
            var _ = MemberRows.require(transaction, caller, SpaceRole.OWNER);
            if (transaction.rows(DELETE, _ -> true, caller.tenant(), id).isEmpty()) {
                throw Refusals.noSpace();
            }
            transaction.execute(END_KEYS, caller.tenant(), id);
            AuditStore.append(transaction, caller, AuditEntry.of("project.deleted", id.toString()));
            return id;
        });
        seats.forget();
    }

    @Override
    public Project restore(Caller caller, UUID id) {
        writer.manage(new Space(caller.tenant(), id), transaction -> {
            var _ = MemberRows.require(transaction, caller, SpaceRole.OWNER);
            if (transaction.rows(RESTORE, _ -> true, caller.tenant(), id).isEmpty()) {
                throw Refusal.of(ErrorCode.INVALID_STATE, "the project is not deleted, or was so 30 days ago");
            }
            AuditStore.append(transaction, caller, AuditEntry.of("project.restored", id.toString()));
            return id;
        });
        seats.forget();
        return find(caller, id).orElseThrow(Refusals::noSpace);
    }

    private static void requireRoom(ManagedTransaction transaction, Caller caller) {
        long projects = transaction
                .rows(COUNT, row -> row.getLong("projects"), caller.tenant())
                .getFirst();
        if (projects >= OF_TENANT_MAX) {
            throw Refusal.of(ErrorCode.INVALID_STATE, "a tenant has at most " + OF_TENANT_MAX + " projects");
        }
    }

    private static void requireFree(ManagedTransaction transaction, String slug) {
        Space space = transaction.space();
        if (!transaction
                .rows(SLUG_OF_OTHER, _ -> true, space.tenant(), slug, space.id())
                .isEmpty()) {
            throw Refusal.of(ErrorCode.SLUG_TAKEN, "another project has this slug")
                    .fact("field", "slug");
        }
    }

    private static ObjectNode fields(ProjectDraft draft, long number) {
        return draft.about().deepCopy().put("slug", draft.slug()).put("number", number);
    }

    private static AuditEntry entry(String action, UUID id, String slug) {
        return new AuditEntry(action, id.toString(), Json.object().put("slug", slug));
    }

    private static String host(ProjectDraft draft) {
        return draft.repository().flatMap(RepositoryAddress::host).orElse("");
    }

    private static String path(ProjectDraft draft) {
        return draft.repository().map(RepositoryAddress::path).orElse("");
    }
}
