package dev.toolbridge.api.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/// The tables of each schema version with their columns: a backup must hold exactly these.
final class SchemaTables {

    /// The tables and columns that each version added, from the first.
    private static final List<Map<String, String>> ADDED = List.of(
            Map.of(
                    "space_head",
                    "tenant_id space_id incarnation epoch seq tombstone_floor journal_floor last_wipe_at last_wipe_by",
                    "item",
                    "tenant_id space_id type uid seq version updated_at_ms deleted_at_ms parent_uid payload",
                    "change",
                    "tenant_id space_id seq type uid version operation at actor request metadata payload"),
            Map.of(
                    "ended_sync_session",
                    "tenant_id space_id id expires_at",
                    "idempotency_key",
                    "tenant_id space_id user_id key request receipt created_at"),
            Map.of(
                    "api_key",
                    "tenant_id id user_id issuer subject of_owner name hint hash scopes created_at expires_at"
                            + " revoked_at last_used_at replaced_by",
                    "known_client",
                    "tenant_id user_id client_id first_seen_at",
                    "audit_head",
                    "tenant_id seq hash",
                    "audit",
                    "tenant_id seq at actor action object facts request hash"),
            Map.of(),
            Map.of(
                    "space_head",
                    "wiped_seq",
                    "idempotency_key",
                    "epoch",
                    "wiped_space",
                    "tenant_id space_id cleaned_seq wiped_seq",
                    "pending_release",
                    "tenant_id space_id type uid seq actor request"),
            Map.of("item", "created_at_ms"),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(
                    "proposal",
                    "tenant_id space_id id epoch state title reason proposer request types operations content decisions"
                            + " revision once_key once_digest created_at expires_at closed_at closed_by closing"),
            Map.of(),
            Map.of("user_profile", "tenant_id user_id time_zone"),
            Map.of(
                    "space",
                    "tenant_id id slug number members_numbered repository_host repository_path about created_at"
                            + " updated_at deleted_at destroyed_at",
                    "space_count",
                    "tenant_id last_number",
                    "space_member",
                    "tenant_id space_id user_id number role subject name email joined_at",
                    "space_invitation",
                    "tenant_id space_id id hash role email invited_by created_at expires_at used_at used_by",
                    "api_key",
                    "space_id token_type"),
            Map.of("item", "link_uid"),
            Map.of(),
            Map.of(
                    "data_key",
                    "tenant_id space_id master_key sealed created_at",
                    "environment_value",
                    "tenant_id space_id uid version environment is_secret sealed set_at set_by"),
            Map.of(
                    "item",
                    "item_key",
                    "item_conflict",
                    "tenant_id space_id uid version type place kind base kept lost kept_by lost_by resolved_at"
                            + " resolved_by taken"),
            Map.of(
                    "webhook",
                    "tenant_id space_id id callback_url events is_active off_reason secret rotation former_secret"
                            + " rotated_at cursor_seq last_seq failing_since next_attempt_at created_at updated_at",
                    "webhook_delivery",
                    "tenant_id space_id webhook_id id seq prev_seq event type uid version status attempts"
                            + " next_attempt_at last_attempt_at response_status failure created_at"),
            Map.of(
                    "ended_account",
                    "tenant_id user_id subject request ended_at changed_at finished_at space_id seq renamed"),
            Map.of("item", "born_seq", "space", "webhooks_numbered", "webhook", "number"),
            Map.of(
                    "file_import",
                    "tenant_id user_id id state file_name file_bytes file_hash choices author request once_key epoch"
                            + " run items bytes_read items_total begun_at plan report undo failure attempts created_at"
                            + " changed_at"),
            Map.of(),
            Map.of(),
            Map.of());

    /// The columns that the database makes of others, also when a backup is restored, and those of leases.
    private static final Map<String, Set<String>> DERIVED_COLUMNS = Map.of(
            "item",
            Set.of("status", "priority", "is_done", "due_at", "due_day", "title_key", "filed_seq"),
            "change",
            Set.of("run", "undone_run"),
            "webhook",
            Set.of("lease_holder", "lease_until"),
            "file_import",
            Set.of("lease_holder", "lease_until"));

    /// The tables that the database fills from others, those that count a day or hold sessions, and the one that
    /// the migrations fill.
    private static final Set<String> DERIVED_TABLES = Set.of(
            "item_tag", "item_text", "text_cursor", "space_use", "schema_served", "quota_day", "console_session");

    /// The newest version that is known.
    static final int NEWEST = ADDED.size();

    private SchemaTables() {}

    /// Tells if a backup leaves a column out, because a restore makes it again.
    static boolean isDerived(String table, String column) {
        return DERIVED_TABLES.contains(table)
                || DERIVED_COLUMNS.getOrDefault(table, Set.of()).contains(column);
    }

    /// The tables of a version by name, with their columns in order.
    static SequencedMap<String, List<String>> of(int version) {
        var tables = new TreeMap<String, List<String>>();
        for (Map<String, String> added : ADDED.subList(0, version)) {
            added.forEach((table, columns) ->
                    tables.computeIfAbsent(table, _ -> new ArrayList<>()).addAll(List.of(columns.split(" "))));
        }
        return tables;
    }
}
