-- Sync sessions that were ended before their time. The session itself is a signed value that clients hold.
CREATE TABLE ended_sync_session (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  id uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, space_id, id)
);

-- What answers a request that is sent again under its idempotency key. Kept in the transaction of the effect.
CREATE TABLE idempotency_key (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  user_id uuid NOT NULL,
  key text COLLATE "C" NOT NULL,
  request text NOT NULL,
  receipt bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, space_id, user_id, key)
);

-- Both are swept by their age, across tenants; rows come in the order of their time.
CREATE INDEX ended_sync_session_by_age ON ended_sync_session USING brin (expires_at);
CREATE INDEX idempotency_key_by_age ON idempotency_key USING brin (created_at);

DO $$
DECLARE
  name text;
  inside text := 'tenant_id = NULLIF(current_setting(''app.tenant'', true), '''')'
    ' AND space_id = NULLIF(current_setting(''app.space'', true), '''')::uuid';
BEGIN
  FOREACH name IN ARRAY ARRAY['ended_sync_session', 'idempotency_key'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY inside_space ON %I TO toolbridge_server USING (%s) WITH CHECK (%s)', name, inside, inside);
    EXECUTE format('CREATE POLICY across_tenants ON %I TO toolbridge_maintenance USING (true) WITH CHECK (true)', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO toolbridge_server, toolbridge_maintenance', name);
  END LOOP;
END
$$;

-- Forgets receipts after a day and ended sync sessions when they would have expired; says how many it forgot.
CREATE FUNCTION sweep_expired() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
  WITH receipts AS (DELETE FROM idempotency_key WHERE created_at < now() - interval '24 hours' RETURNING 1),
    sessions AS (DELETE FROM ended_sync_session WHERE expires_at < now() RETURNING 1)
  SELECT (SELECT count(*) FROM receipts) + (SELECT count(*) FROM sessions);
END;

-- Forgets, in one space that has any, a part of what is older than it has to be kept: tombstones, and the journal but for
-- the newest version of each live item. The floors rise in the same transaction, so that nobody who relies on what is
-- gone can miss that it is. False when no space has anything old left. A space that is being written to is left alone.
CREATE FUNCTION sweep_history(kept interval) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  changes_max CONSTANT integer := 5000;
  head space_head;
  floor bigint;
BEGIN
  SELECT h.* INTO head FROM space_head h CROSS JOIN LATERAL (
    SELECT c.at FROM change c
    WHERE c.tenant_id = h.tenant_id AND c.space_id = h.space_id AND c.seq > h.journal_floor ORDER BY c.seq LIMIT 1
  ) oldest WHERE oldest.at < now() - kept LIMIT 1 FOR UPDATE OF h SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  SELECT max(aged.seq) INTO floor FROM (
    SELECT c.seq, bool_and(c.at < now() - kept) OVER (ORDER BY c.seq) AS is_old FROM (
      SELECT seq, at FROM change WHERE tenant_id = head.tenant_id AND space_id = head.space_id
        AND seq > head.journal_floor ORDER BY seq LIMIT changes_max) c
  ) aged WHERE aged.is_old;
  UPDATE space_head SET journal_floor = floor, tombstone_floor = greatest(tombstone_floor, floor)
  WHERE tenant_id = head.tenant_id AND space_id = head.space_id;
  DELETE FROM item WHERE tenant_id = head.tenant_id AND space_id = head.space_id
    AND deleted_at_ms IS NOT NULL AND seq <= floor;
  DELETE FROM change c USING (
    SELECT DISTINCT type, uid FROM change WHERE tenant_id = head.tenant_id AND space_id = head.space_id
      AND seq > head.journal_floor AND seq <= floor) aged
  WHERE c.tenant_id = head.tenant_id AND c.space_id = head.space_id AND c.type = aged.type AND c.uid = aged.uid
    AND c.seq <= floor AND NOT EXISTS (
      SELECT FROM item i WHERE i.tenant_id = c.tenant_id AND i.space_id = c.space_id
        AND i.type = c.type AND i.uid = c.uid AND i.version = c.version AND i.deleted_at_ms IS NULL);
  RETURN true;
END
$$;

-- The functions have the rights of the maintenance role; the server may execute them, and nothing else across tenants.
DO $$
BEGIN
  EXECUTE format('GRANT toolbridge_maintenance TO %I WITH SET TRUE, INHERIT FALSE', current_user);
  GRANT CREATE ON SCHEMA public TO toolbridge_maintenance;
  ALTER FUNCTION sweep_expired() OWNER TO toolbridge_maintenance;
  ALTER FUNCTION sweep_history(interval) OWNER TO toolbridge_maintenance;
  REVOKE CREATE ON SCHEMA public FROM toolbridge_maintenance;
END
$$;
SET LOCAL ROLE toolbridge_maintenance;
REVOKE EXECUTE ON FUNCTION sweep_expired(), sweep_history(interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sweep_expired(), sweep_history(interval) TO toolbridge_server;
RESET ROLE;
