-- Large things in steps: what is wiped, released or too old is first marked, then dealt with in short transactions.
--
-- All locks are taken at once, in an order that nobody else takes them in, or the migration gives way and tries again.
-- The weaker lock stands in nobody's way, but makes an automatic vacuum end.
LOCK TABLE space_head, item, change, idempotency_key, audit, audit_head IN SHARE UPDATE EXCLUSIVE MODE;
SET LOCAL lock_timeout = '50ms';
LOCK TABLE space_head, item, change, idempotency_key, audit, audit_head IN ACCESS EXCLUSIVE MODE;

-- A wipe marks: items and changes up to this number count as absent from then on, for every statement of the server.
ALTER TABLE space_head ADD COLUMN wiped_seq bigint NOT NULL DEFAULT 0;
DO $$
DECLARE
  name text;
  tenant text := 'NULLIF(current_setting(''app.tenant'', true), '''')';
  space text := 'NULLIF(current_setting(''app.space'', true), '''')::uuid';
BEGIN
  FOREACH name IN ARRAY ARRAY['item', 'change'] LOOP
    EXECUTE format('ALTER POLICY inside_space ON %1$I USING (tenant_id = %2$s AND space_id = %3$s AND seq > ('
      'SELECT head.wiped_seq FROM space_head head WHERE head.tenant_id = %2$s AND head.space_id = %3$s))',
      name, tenant, space);
  END LOOP;
END
$$;

-- A receipt is of the epoch it was written in; 0 is what releases before this one wrote.
ALTER TABLE idempotency_key ADD COLUMN epoch integer NOT NULL DEFAULT 0;

-- Spaces that hold wiped rows still: those after cleaned_seq, up to wiped_seq.
CREATE TABLE wiped_space (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  cleaned_seq bigint NOT NULL DEFAULT 0,
  wiped_seq bigint NOT NULL,
  PRIMARY KEY (tenant_id, space_id)
);

-- Deleted items whose referrers are not all released yet, and who deleted them. What came to refer to a revived one
-- after its deletion, which is change `seq`, stays.
CREATE TABLE pending_release (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  type text COLLATE "C" NOT NULL,
  uid uuid NOT NULL,
  seq bigint NOT NULL,
  actor jsonb NOT NULL,
  request text NOT NULL,
  PRIMARY KEY (tenant_id, space_id, type, uid)
);

-- Puts a table of spaces behind row-level security: the server sees the space that its transaction names, maintenance
-- all of them. For migrations only.
CREATE FUNCTION protect(name text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  inside text := 'tenant_id = NULLIF(current_setting(''app.tenant'', true), '''')'
    ' AND space_id = NULLIF(current_setting(''app.space'', true), '''')::uuid';
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
  EXECUTE format('CREATE POLICY inside_space ON %I TO toolbridge_server USING (%s) WITH CHECK (%s)', name, inside, inside);
  EXECUTE format('CREATE POLICY across_tenants ON %I TO toolbridge_maintenance USING (true) WITH CHECK (true)', name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO toolbridge_server, toolbridge_maintenance', name);
END
$$;

REVOKE EXECUTE ON FUNCTION protect(text) FROM PUBLIC;
SELECT protect('wiped_space'), protect('pending_release');

-- The audit log is written through its function only.
REVOKE INSERT ON audit FROM toolbridge_server;
REVOKE INSERT, UPDATE ON audit_head FROM toolbridge_server;

GRANT CREATE ON SCHEMA public TO toolbridge_maintenance;
ALTER FUNCTION append_audit(text, text, text, text, text, text) OWNER TO toolbridge_maintenance;
SET LOCAL ROLE toolbridge_maintenance;

-- Adds an entry to the chain of the tenant that the transaction names. Its head is locked after the space's, and until
-- the transaction ends. Times never go back, whatever the clock does.
CREATE OR REPLACE FUNCTION append_audit(tenant text, actor text, action text, object text, facts text, request text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  head audit_head;
  moment timestamptz;
  entry_hash bytea;
BEGIN
  IF tenant IS DISTINCT FROM NULLIF(current_setting('app.tenant', true), '') THEN
    RAISE EXCEPTION 'the audit log of another tenant' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO audit_head (tenant_id) VALUES (tenant) ON CONFLICT DO NOTHING;
  SELECT h.* INTO head FROM audit_head h WHERE h.tenant_id = tenant FOR UPDATE;
  moment := greatest(clock_timestamp(), (SELECT a.at FROM audit a WHERE a.tenant_id = tenant AND a.seq = head.seq));
  entry_hash := sha256(head.hash || audit_part(tenant) || audit_part((head.seq + 1)::text)
    || audit_part((extract(epoch FROM moment) * 1000000)::bigint::text)
    || audit_part(actor) || audit_part(action) || audit_part(object) || audit_part(facts) || audit_part(request));
  INSERT INTO audit VALUES (tenant, head.seq + 1, moment, actor, action, object, facts, request, entry_hash);
  UPDATE audit_head h SET seq = head.seq + 1, hash = entry_hash WHERE h.tenant_id = tenant;
  RETURN head.seq + 1;
END
$$;

-- From when on history is kept: whatever the server asks for, that of the last day is.
CREATE FUNCTION history_horizon(kept interval) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (now() - kept <= now() - interval '1 day') IS NOT TRUE THEN
    RAISE EXCEPTION 'history is kept for a day at least' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN now() - kept;
END
$$;

-- The next space after a place that has history older than it has to be kept; or else, not due, the last of those that
-- were looked at. No row when there is no space after the place.
CREATE FUNCTION aged_space(kept interval, after_tenant text, after_space uuid)
RETURNS TABLE (tenant text, space uuid, is_due boolean) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
DECLARE
  heads_max CONSTANT integer := 2000;
  horizon CONSTANT timestamptz := history_horizon(kept);
  head record;
BEGIN
  FOR head IN
    SELECT h.tenant_id, h.space_id, (
      SELECT c.at FROM change c
      WHERE c.tenant_id = h.tenant_id AND c.space_id = h.space_id AND c.seq > 0 AND c.seq > h.journal_floor
      ORDER BY c.seq LIMIT 1) AS oldest_at
    FROM space_head h WHERE (h.tenant_id, h.space_id) > (after_tenant, after_space)
    ORDER BY h.tenant_id, h.space_id LIMIT heads_max
  LOOP
    EXIT WHEN head.oldest_at < horizon;
  END LOOP;
  IF head.tenant_id IS NOT NULL THEN
    RETURN QUERY SELECT head.tenant_id, head.space_id, COALESCE(head.oldest_at < horizon, false);
  END IF;
END
$$;

-- Forgets a part of what is older than it has to be kept in one space: tombstones, and the journal but for the newest
-- version of each live item. The floors rise in the same transaction, so that nobody who relies on what is gone can miss
-- that it is. Says 'swept', 'busy' when somebody is writing and it was not to wait for them, or 'nothing'. Without a sort
-- in its plans, a range of numbers is read by the index of their order, even if the planner takes the table for small.
CREATE FUNCTION sweep_space(kept interval, tenant text, space uuid, is_patient boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off
SET enable_sort = off AS $$
DECLARE
  changes_max CONSTANT integer := 1000;
  bytes_max CONSTANT bigint := 8388608;
  numbers_max CONSTANT bigint := 5000;
  horizon CONSTANT timestamptz := history_horizon(kept);
  head space_head;
  floor bigint;
BEGIN
  IF is_patient THEN
    SELECT h.* INTO head FROM space_head h WHERE h.tenant_id = tenant AND h.space_id = space FOR UPDATE;
  ELSE
    SELECT h.* INTO head FROM space_head h WHERE h.tenant_id = tenant AND h.space_id = space FOR UPDATE SKIP LOCKED;
  END IF;
  IF NOT FOUND THEN
    RETURN CASE WHEN EXISTS (SELECT FROM space_head h WHERE h.tenant_id = tenant AND h.space_id = space)
      THEN 'busy' ELSE 'nothing' END;
  END IF;
  SELECT max(aged.seq) INTO floor FROM (
    SELECT c.seq, bool_and(c.at < horizon) OVER in_order AS is_old, sum(c.bytes) OVER in_order - c.bytes AS bytes_before
    FROM (
      SELECT seq, at, pg_column_size(payload) AS bytes FROM change WHERE tenant_id = tenant AND space_id = space
        AND seq > 0 AND seq > head.journal_floor ORDER BY seq LIMIT changes_max) c
    WINDOW in_order AS (ORDER BY c.seq)
  ) aged WHERE aged.is_old AND aged.bytes_before < bytes_max;
  IF floor IS NULL THEN
    RETURN 'nothing';
  END IF;
  floor := least(floor, head.journal_floor + numbers_max);
  UPDATE space_head h SET journal_floor = floor, tombstone_floor = greatest(h.tombstone_floor, floor)
  WHERE h.tenant_id = tenant AND h.space_id = space;
  DELETE FROM item WHERE deleted_at_ms IS NOT NULL AND ctid = ANY (ARRAY(
    SELECT i.ctid FROM item i WHERE i.tenant_id = tenant AND i.space_id = space
      AND i.version > 0 AND i.seq > head.journal_floor AND i.seq <= floor ORDER BY i.seq LIMIT numbers_max));
  -- What was kept as the newest version, and is not any more.
  DELETE FROM change WHERE ctid = ANY (ARRAY(
    SELECT former.ctid FROM (
      SELECT c.type, c.uid, c.version FROM change c WHERE c.tenant_id = tenant AND c.space_id = space
        AND c.seq > 0 AND c.seq > head.journal_floor AND c.seq <= floor ORDER BY c.seq LIMIT changes_max) aged
    CROSS JOIN LATERAL (
      SELECT c.ctid FROM change c WHERE c.tenant_id = tenant AND c.space_id = space AND c.type = aged.type
        AND c.uid = aged.uid AND c.version = aged.version - 1 AND c.seq <= head.journal_floor LIMIT 1) former));
  DELETE FROM change WHERE ctid = ANY (ARRAY(
    SELECT aged.ctid FROM (
      SELECT c.ctid, c.type, c.uid, c.version FROM change c WHERE c.tenant_id = tenant AND c.space_id = space
        AND c.seq > 0 AND c.seq > head.journal_floor AND c.seq <= floor ORDER BY c.seq LIMIT changes_max) aged
    WHERE aged.version IS DISTINCT FROM (
      SELECT i.version FROM item i WHERE i.tenant_id = tenant AND i.space_id = space
        AND i.type = aged.type AND i.uid = aged.uid AND i.deleted_at_ms IS NULL LIMIT 1)));
  RETURN 'swept';
END
$$;

-- Servers of the release before call this one; until they are replaced, they sweep no history.
CREATE OR REPLACE FUNCTION sweep_history(kept interval) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
RETURN false;

-- As before, but a part at a time: says how many it forgot, 0 when there is nothing more.
CREATE OR REPLACE FUNCTION sweep_expired() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
DECLARE
  rows_max CONSTANT integer := 2000;
  receipts bigint;
  sessions bigint;
BEGIN
  DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY(
    SELECT old.ctid FROM idempotency_key old WHERE old.created_at < now() - interval '24 hours'
    LIMIT rows_max FOR UPDATE SKIP LOCKED));
  GET DIAGNOSTICS receipts = ROW_COUNT;
  DELETE FROM ended_sync_session WHERE ctid = ANY (ARRAY(
    SELECT old.ctid FROM ended_sync_session old WHERE old.expires_at < now()
    LIMIT rows_max FOR UPDATE SKIP LOCKED));
  GET DIAGNOSTICS sessions = ROW_COUNT;
  RETURN receipts + sessions;
END
$$;

-- Deletes a part of what a wipe left behind in one space. Says 'cleaned', 'busy' when others are at all there is, or
-- 'nothing'. Never waits for anybody.
CREATE FUNCTION clean_wiped_space() RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off
SET enable_sort = off AS $$
DECLARE
  rows_max CONSTANT integer := 2000;
  bytes_max CONSTANT bigint := 8388608;
  wiped wiped_space;
  changes_to bigint;
  items_to bigint;
  through bigint;
  receipts bigint;
BEGIN
  SELECT w.* INTO wiped FROM wiped_space w ORDER BY w.tenant_id, w.space_id LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN CASE WHEN EXISTS (SELECT FROM wiped_space) THEN 'busy' ELSE 'nothing' END;
  END IF;
  SELECT min(c.seq) INTO changes_to FROM (
    SELECT seq, row_number() OVER in_order AS place, sum(pg_column_size(payload)) OVER in_order AS bytes
    FROM (SELECT seq, payload FROM change WHERE tenant_id = wiped.tenant_id AND space_id = wiped.space_id
        AND seq > 0 AND seq > wiped.cleaned_seq AND seq <= wiped.wiped_seq ORDER BY seq LIMIT rows_max) first
    WINDOW in_order AS (ORDER BY seq)
  ) c WHERE c.place = rows_max OR c.bytes >= bytes_max;
  SELECT min(i.seq) INTO items_to FROM (
    SELECT seq, row_number() OVER in_order AS place, sum(pg_column_size(payload)) OVER in_order AS bytes
    FROM (SELECT seq, payload FROM item WHERE tenant_id = wiped.tenant_id AND space_id = wiped.space_id
        AND version > 0 AND seq > wiped.cleaned_seq AND seq <= wiped.wiped_seq ORDER BY seq LIMIT rows_max) first
    WINDOW in_order AS (ORDER BY seq)
  ) i WHERE i.place = rows_max OR i.bytes >= bytes_max;
  through := least(wiped.wiped_seq, changes_to, items_to);
  DELETE FROM change WHERE ctid = ANY (ARRAY(
    SELECT c.ctid FROM change c WHERE c.tenant_id = wiped.tenant_id AND c.space_id = wiped.space_id
      AND c.seq > 0 AND c.seq > wiped.cleaned_seq AND c.seq <= through ORDER BY c.seq LIMIT rows_max));
  DELETE FROM item WHERE ctid = ANY (ARRAY(
    SELECT i.ctid FROM item i WHERE i.tenant_id = wiped.tenant_id AND i.space_id = wiped.space_id
      AND i.version > 0 AND i.seq > wiped.cleaned_seq AND i.seq <= through ORDER BY i.seq LIMIT rows_max));
  DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY(
    SELECT old.ctid FROM idempotency_key old JOIN space_head h USING (tenant_id, space_id)
    WHERE old.tenant_id = wiped.tenant_id AND old.space_id = wiped.space_id
      AND old.epoch < h.epoch AND (old.epoch > 0 OR old.created_at <= h.last_wipe_at)
    LIMIT rows_max FOR UPDATE OF old SKIP LOCKED));
  GET DIAGNOSTICS receipts = ROW_COUNT;
  IF through < wiped.wiped_seq OR receipts = rows_max THEN
    UPDATE wiped_space w SET cleaned_seq = through
    WHERE w.tenant_id = wiped.tenant_id AND w.space_id = wiped.space_id;
  ELSE
    DELETE FROM wiped_space w WHERE w.tenant_id = wiped.tenant_id AND w.space_id = wiped.space_id;
  END IF;
  RETURN 'cleaned';
END
$$;

-- Makes way for items and versions that are to be written where wiped ones still are, in the space that the transaction
-- names. Waits for a part of the cleaning at most, and only if there is anything in the way.
CREATE FUNCTION clear_wiped(types text[], uids uuid[], versions bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
DECLARE
  head space_head;
  items tid[];
  changes tid[];
BEGIN
  SELECT h.* INTO head FROM space_head h WHERE h.tenant_id = NULLIF(current_setting('app.tenant', true), '')
    AND h.space_id = NULLIF(current_setting('app.space', true), '')::uuid;
  items := ARRAY(SELECT DISTINCT found.ctid FROM unnest(types, uids) AS key (type, uid) CROSS JOIN LATERAL (
    SELECT i.ctid FROM item i WHERE i.tenant_id = head.tenant_id AND i.space_id = head.space_id
      AND i.type = key.type AND i.uid = key.uid AND i.seq <= head.wiped_seq LIMIT 1) found);
  changes := ARRAY(SELECT found.ctid FROM unnest(types, uids, versions) AS key (type, uid, version) CROSS JOIN LATERAL (
    SELECT c.ctid FROM change c WHERE c.tenant_id = head.tenant_id AND c.space_id = head.space_id
      AND c.type = key.type AND c.uid = key.uid AND c.version = key.version AND c.seq <= head.wiped_seq LIMIT 1) found);
  IF cardinality(items) + cardinality(changes) > 0 THEN
    PERFORM FROM wiped_space w WHERE w.tenant_id = head.tenant_id AND w.space_id = head.space_id FOR UPDATE;
    DELETE FROM item WHERE ctid = ANY (items) AND seq <= head.wiped_seq;
    DELETE FROM change WHERE ctid = ANY (changes) AND seq <= head.wiped_seq;
  END IF;
END
$$;

-- Spaces in which something is to be released still, some of them.
CREATE FUNCTION spaces_to_release() RETURNS TABLE (tenant text, space uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
  SELECT DISTINCT pending.tenant_id, pending.space_id
  FROM (SELECT tenant_id, space_id FROM pending_release ORDER BY tenant_id, space_id LIMIT 1000) pending;
END;

-- As before, but for its plans, which may have been made while the table was small.
CREATE OR REPLACE FUNCTION use_api_key(shown bytea)
RETURNS TABLE (tenant_id text, id uuid, issuer text, subject text, of_owner boolean, scopes text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
BEGIN
  UPDATE api_key k SET last_used_at = now() WHERE (k.tenant_id, k.id) IN (
    SELECT stale.tenant_id, stale.id FROM api_key stale
    WHERE stale.hash = shown AND stale.revoked_at IS NULL AND stale.expires_at > now()
      AND (stale.last_used_at IS NULL OR stale.last_used_at < now() - interval '1 minute')
    FOR UPDATE SKIP LOCKED);
  RETURN QUERY SELECT k.tenant_id, k.id, k.issuer, k.subject, k.of_owner, k.scopes FROM api_key k
    WHERE k.hash = shown AND k.revoked_at IS NULL AND k.expires_at > now();
END
$$;

REVOKE EXECUTE ON FUNCTION append_audit(text, text, text, text, text, text), aged_space(interval, text, uuid),
  sweep_space(interval, text, uuid, boolean), clean_wiped_space(), clear_wiped(text[], uuid[], bigint[]),
  spaces_to_release() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_audit(text, text, text, text, text, text), aged_space(interval, text, uuid),
  sweep_space(interval, text, uuid, boolean), clean_wiped_space(), clear_wiped(text[], uuid[], bigint[]),
  spaces_to_release() TO toolbridge_server;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM toolbridge_maintenance;
