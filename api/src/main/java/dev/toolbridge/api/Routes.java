package dev.toolbridge.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.account.AccountRoutes;
import dev.toolbridge.api.account.AccountSchemas;
import dev.toolbridge.api.archive.ExportRoutes;
import dev.toolbridge.api.archive.ExportSchemas;
import dev.toolbridge.api.audit.AuditLog;
import dev.toolbridge.api.batch.BatchRoutes;
import dev.toolbridge.api.batch.BatchSchemas;
import dev.toolbridge.api.conflict.ConflictSchemas;
import dev.toolbridge.api.environment.EnvironmentSchemas;
import dev.toolbridge.api.face.FaceSchemas;
import dev.toolbridge.api.intake.ImportRoutes;
import dev.toolbridge.api.intake.ImportSchemas;
import dev.toolbridge.api.item.Spaces;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.item.place.Feed;
import dev.toolbridge.api.item.place.Items;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.key.KeyRoutes;
import dev.toolbridge.api.key.KeySchemas;
import dev.toolbridge.api.profile.ProfileRoutes;
import dev.toolbridge.api.profile.ProfileSchemas;
import dev.toolbridge.api.project.ProjectSchemas;
import dev.toolbridge.api.proposal.ProposalRoutes;
import dev.toolbridge.api.proposal.ProposalSchemas;
import dev.toolbridge.api.query.Aggregates;
import dev.toolbridge.api.query.Lists;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.recall.RecallSchemas;
import dev.toolbridge.api.rest.AggregateRoutes;
import dev.toolbridge.api.rest.DifferenceRoutes;
import dev.toolbridge.api.rest.EntityRoutes;
import dev.toolbridge.api.rest.HistoryRoutes;
import dev.toolbridge.api.rest.ItemRoutes;
import dev.toolbridge.api.rest.ItemSchemas;
import dev.toolbridge.api.rest.RestoreRoutes;
import dev.toolbridge.api.route.EditSchemas;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.route.SpaceLines;
import dev.toolbridge.api.route.Writes;
import dev.toolbridge.api.run.RunRoutes;
import dev.toolbridge.api.run.RunSchemas;
import dev.toolbridge.api.search.SearchRoutes;
import dev.toolbridge.api.search.SearchSchemas;
import dev.toolbridge.api.stream.ChangeRoutes;
import dev.toolbridge.api.stream.ChangeSchemas;
import dev.toolbridge.api.sync.PushRoutes;
import dev.toolbridge.api.sync.SyncRoutes;
import dev.toolbridge.api.sync.SyncSchemas;
import dev.toolbridge.api.sync.SyncSessions;
import dev.toolbridge.api.webhook.WebhookSchemas;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.audit.AuditRoutes;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.RouteTable;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every route of the API that requires a credential, and the parts that the routes work on.
record Routes(
        Items items,
        Lists lists,
        Aggregates aggregates,
        Writes writes,
        Journal journal,
        Feed feed,
        ChangeRoutes changes,
        Spaces spaces,
        CursorCodec cursors,
        SyncSessions sessions,
        SearchRoutes search,
        KeyRoutes keys,
        ProfileRoutes profiles,
        AccountRoutes accounts,
        RunRoutes runs,
        ProposalRoutes proposals,
        ExportRoutes exports,
        ImportRoutes imports,
        ProjectParts projects,
        MemoryRoutes memories,
        List<RouteLine<Caller>> webhooks,
        List<RouteLine<Caller>> face,
        AuditLog audit,
        InstantSource clock,
        QueryContext questions) {

    private static final AuditRoutes.Place AUDIT =
            new AuditRoutes.Place("/v1/audit", "list_audit", Scope.TENANT_ADMIN, Inputs.ACCOUNT);

    RouteTable<Caller> table() {
        return RouteTable.of(
                Stream.of(
                                ofSpaces().stream().map(SpaceLines::selecting),
                                managed().map(SpaceLines::under),
                                ofTenant())
                        .flatMap(lines -> lines)
                        .toList(),
                schemas());
    }

    /// The lines that work in a space once more, with the space before their path.
    List<RouteLine<Caller>> underSpaces() {
        return Stream.concat(ofSpaces().stream(), new PushRoutes(writes, clock).refusing())
                .map(SpaceLines::under)
                .toList();
    }

    private List<RouteLine<Caller>> ofSpaces() {
        return Stream.of(
                        new AggregateRoutes(aggregates, questions).routes().stream(),
                        Entities.ALL.stream().flatMap(this::ofType),
                        Stream.of(
                                        changes.routes(),
                                        search.routes(),
                                        memories.recall().ofSpace(),
                                        new BatchRoutes(items, journal, writes, questions).routes(),
                                        new SyncRoutes(writes, feed, spaces, cursors, sessions, clock).routes(),
                                        runs.routes(),
                                        exports.routes())
                                .flatMap(List::stream))
                .flatMap(lines -> lines)
                .toList();
    }

    private Stream<RouteLine<Caller>> ofType(EntityType type) {
        return Stream.concat(reading(type), new RestoreRoutes(type, items, journal, writes).routes().stream());
    }

    private Stream<RouteLine<Caller>> reading(EntityType type) {
        var parts = new EntityRoutes.Parts(lists, writes, items, journal, cursors, questions, memories.neighbours());
        return Stream.of(
                        new EntityRoutes(type, parts).routes(),
                        new ItemRoutes(type, items, journal, questions).routes(),
                        new HistoryRoutes(type, items, journal, cursors).routes(),
                        new DifferenceRoutes(type, journal).routes())
                .flatMap(List::stream);
    }

    /// The lines of the types that are read in shared spaces only.
    private Stream<RouteLine<Caller>> managed() {
        return Entities.MANAGED.stream().flatMap(this::reading);
    }

    private Stream<RouteLine<Caller>> ofTenant() {
        return Stream.of(
                        keys.routes(),
                        profiles.routes(),
                        accounts.routes(),
                        imports.routes(),
                        proposals.routes(),
                        projects.routes(),
                        memories.recall().ofProject(),
                        memories.conflicts().routes(),
                        webhooks,
                        face,
                        new AuditRoutes<Caller>(audit, AUDIT, (caller, _) -> caller.tenant()).routes())
                .flatMap(List::stream);
    }

    /// The schemas that the routes name.
    private static Map<String, ObjectNode> schemas() {
        var schemas = new LinkedHashMap<>(ItemSchemas.all());
        schemas.putAll(EditSchemas.all());
        schemas.putAll(AggregateRoutes.schemas());
        schemas.putAll(BatchSchemas.all());
        schemas.putAll(SyncSchemas.all());
        schemas.putAll(SearchSchemas.all());
        schemas.putAll(RecallSchemas.all());
        schemas.putAll(ChangeSchemas.all());
        schemas.putAll(KeySchemas.all());
        schemas.putAll(ProfileSchemas.all());
        schemas.putAll(AccountSchemas.all());
        schemas.putAll(RunSchemas.all());
        schemas.putAll(ProposalSchemas.all());
        schemas.putAll(ExportSchemas.all());
        schemas.putAll(ImportSchemas.all());
        schemas.putAll(ProjectSchemas.all());
        schemas.putAll(EnvironmentSchemas.all());
        schemas.putAll(ConflictSchemas.all());
        schemas.putAll(WebhookSchemas.all());
        schemas.putAll(FaceSchemas.all());
        schemas.putAll(AuditRoutes.schemas());
        return schemas;
    }
}
