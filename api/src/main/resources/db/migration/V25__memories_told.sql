-- What happens to memories has names of its own for webhooks, and an ended account's name goes from what it has verified.

GRANT CREATE ON SCHEMA public TO toolbridge_webhooks, toolbridge_maintenance;
SET LOCAL ROLE toolbridge_webhooks;

-- The names of a change's event, the most telling first. `former` is the status of the version before.
CREATE FUNCTION webhook_names(kind text, version bigint, payload jsonb, former text, operation text, metadata jsonb)
RETURNS text[] LANGUAGE sql IMMUTABLE
RETURN CASE WHEN kind = 'memory' AND operation = 'process:verify' THEN ARRAY['memory.verified'] ELSE ARRAY[]::text[] END
  || CASE WHEN kind = 'memory' AND metadata ? 'conflict' THEN ARRAY['memory.conflict'] ELSE ARRAY[]::text[] END
  || CASE WHEN kind = 'memory' AND operation = 'push' AND payload #>> '{sync,isDeleted}' IS DISTINCT FROM 'true'
    THEN ARRAY['memory.synced'] ELSE ARRAY[]::text[] END
  || webhook_names(kind, version, payload, former);

-- The events of a subscription in a part of its journal, in order: of `changes_max` changes after a number, up to another.
CREATE OR REPLACE FUNCTION webhook_events(one webhook, after_seq bigint, upto_seq bigint, changes_max integer)
RETURNS TABLE (seq bigint, event text, type text, uid uuid, version bigint)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT named.seq, named.event, named.type, named.uid, named.version
  FROM (
    SELECT c.seq, c.type, c.uid, c.version, webhook_match(one.events, webhook_names(c.type, c.version, c.payload,
      CASE WHEN c.type = 'milestone' AND c.payload ->> 'status' = 'completed' THEN (
        SELECT former.payload ->> 'status' FROM change former WHERE former.tenant_id = one.tenant_id
          AND former.space_id = one.space_id AND former.type = c.type AND former.uid = c.uid
          AND former.version = c.version - 1 LIMIT 1) END, c.operation, c.metadata)) AS event
    FROM (
      SELECT * FROM change part WHERE part.tenant_id = one.tenant_id AND part.space_id = one.space_id
        AND part.seq > 0 AND part.seq > after_seq AND part.seq <= upto_seq ORDER BY part.seq LIMIT changes_max
    ) c WHERE c.type <> 'space'
  ) named WHERE named.event IS NOT NULL ORDER BY named.seq;
END;

REVOKE EXECUTE ON FUNCTION webhook_names(text, bigint, jsonb, text, text, jsonb) FROM PUBLIC;
RESET ROLE;

SET LOCAL ROLE toolbridge_maintenance;

-- A memory that another name has verified.
CREATE FUNCTION renamed_verifier(payload jsonb, former text, latter text) RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp
RETURN CASE WHEN payload->>'verifiedBy' = former THEN payload || jsonb_build_object('verifiedBy', latter)
  ELSE payload END;

-- Takes the name of an ended account out of a part of the journals of the tenant's shared spaces: each is walked once, in the
-- order of its numbers, the spaces in the order of their ids. What the member item of the user told goes too, and
-- so does the name of who has verified a memory. Says 'renamed'
-- while there may be more, 'busy' when another server is at it, 'done', or 'nothing' when there is no such account.
CREATE OR REPLACE FUNCTION rename_author(who uuid, latter text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off
SET enable_sort = off AS $$
DECLARE
  changes_max CONSTANT integer := 1000;
  tenant CONSTANT text := NULLIF(current_setting('app.tenant', true), '');
  account ended_account;
  project uuid;
  through bigint;
  hits bigint;
BEGIN
  SELECT a.* INTO account FROM ended_account a
  WHERE a.tenant_id = tenant AND a.user_id = who AND a.finished_at IS NULL FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN CASE WHEN EXISTS (SELECT FROM ended_account a
      WHERE a.tenant_id = tenant AND a.user_id = who AND a.finished_at IS NULL) THEN 'busy' ELSE 'nothing' END;
  END IF;
  SELECT s.id INTO project FROM space s
  WHERE s.tenant_id = tenant AND s.id >= account.space_id AND s.destroyed_at IS NULL ORDER BY s.id LIMIT 1;
  IF NOT FOUND THEN
    RETURN 'done';
  END IF;
  IF project <> account.space_id THEN
    account.seq := 0;
  END IF;
  IF account.seq = 0 THEN
    UPDATE space_invitation i SET invited_by = CASE WHEN i.invited_by = account.subject THEN latter ELSE i.invited_by END,
      used_by = CASE WHEN i.used_by = account.subject THEN latter ELSE i.used_by END,
      email = CASE WHEN i.used_by = account.subject THEN NULL ELSE i.email END
    WHERE i.tenant_id = tenant AND i.space_id = project AND (i.invited_by = account.subject OR i.used_by = account.subject);
    UPDATE proposal p SET proposer = renamed_author(p.proposer::jsonb, account.subject, latter)::text,
      closed_by = renamed_author(p.closed_by::jsonb, account.subject, latter)::text
    WHERE p.tenant_id = tenant AND p.space_id = project
      AND (p.proposer::jsonb->>'user' = account.subject OR p.closed_by::jsonb->>'user' = account.subject);
    UPDATE pending_release r SET actor = renamed_author(r.actor, account.subject, latter)
    WHERE r.tenant_id = tenant AND r.space_id = project AND r.actor->>'user' = account.subject;
    UPDATE item_conflict k SET kept_by = renamed_author(k.kept_by::jsonb, account.subject, latter)::text,
      lost_by = renamed_author(k.lost_by::jsonb, account.subject, latter)::text,
      resolved_by = CASE WHEN k.resolved_by = account.subject THEN latter ELSE k.resolved_by END
    WHERE k.tenant_id = tenant AND k.space_id = project AND (k.kept_by::jsonb->>'user' = account.subject
      OR k.lost_by::jsonb->>'user' = account.subject OR k.resolved_by = account.subject);
    UPDATE item_conflict k SET base = renamed_verifier(k.base::jsonb, account.subject, latter)::text,
      kept = renamed_verifier(k.kept::jsonb, account.subject, latter)::text,
      lost = renamed_verifier(k.lost::jsonb, account.subject, latter)::text
    WHERE k.tenant_id = tenant AND k.space_id = project AND k.type = 'memory'
      AND account.subject IN (k.base::jsonb->>'verifiedBy', k.kept::jsonb->>'verifiedBy', k.lost::jsonb->>'verifiedBy');
    UPDATE item i SET payload = renamed_verifier(i.payload, account.subject, latter)
    WHERE i.tenant_id = tenant AND i.space_id = project AND i.type = 'memory'
      AND i.payload->>'verifiedBy' = account.subject;
    UPDATE environment_value v SET set_by = latter
    WHERE v.tenant_id = tenant AND v.space_id = project AND v.set_by = account.subject;
    UPDATE item i SET payload = i.payload - 'name' - 'email' || jsonb_build_object('subject', latter)
    WHERE i.tenant_id = tenant AND i.space_id = project AND i.type = 'member' AND i.uid = who;
    DELETE FROM item_text t WHERE t.tenant_id = tenant AND t.space_id = project AND t.type = 'member' AND t.uid = who
      AND t.seq < 9223372036854775807;
    UPDATE space_head h SET last_wipe_by = latter
    WHERE h.tenant_id = tenant AND h.space_id = project AND h.last_wipe_by = who::text;
  END IF;
  SELECT max(part.seq) INTO through FROM (
    SELECT c.seq FROM change c WHERE c.tenant_id = tenant AND c.space_id = project AND c.seq > 0 AND c.seq > account.seq
    ORDER BY c.seq LIMIT changes_max) part;
  UPDATE change c SET actor = renamed_author(c.actor, account.subject, latter),
    payload = CASE WHEN c.type = 'member' AND c.uid = who
      THEN c.payload - 'name' - 'email' || jsonb_build_object('subject', latter)
      WHEN c.type = 'memory' THEN renamed_verifier(c.payload, account.subject, latter) ELSE c.payload END
  WHERE c.tenant_id = tenant AND c.space_id = project AND c.seq > account.seq AND c.seq <= through
    AND (c.actor->>'user' = account.subject OR c.actor->>'approved_by' = account.subject
      OR c.type = 'member' AND c.uid = who OR c.type = 'memory' AND c.payload->>'verifiedBy' = account.subject);
  GET DIAGNOSTICS hits = ROW_COUNT;
  IF through IS NULL THEN
    SELECT s.id INTO project FROM space s
    WHERE s.tenant_id = tenant AND s.id > project AND s.destroyed_at IS NULL ORDER BY s.id LIMIT 1;
    IF NOT FOUND THEN
      RETURN 'done';
    END IF;
  END IF;
  UPDATE ended_account a SET space_id = project, seq = COALESCE(through, 0), renamed = a.renamed + hits
  WHERE a.tenant_id = tenant AND a.user_id = who;
  RETURN 'renamed';
END
$$;

REVOKE EXECUTE ON FUNCTION renamed_verifier(jsonb, text, text) FROM PUBLIC;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM toolbridge_webhooks, toolbridge_maintenance;

-- Programs of the schemas before call the same functions.
INSERT INTO schema_served (version, oldest) VALUES (25, 10);
