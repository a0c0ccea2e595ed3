-- The imports of files that users sent. The file itself is in the folder of the server that took it. The server that works
-- on an import holds a lease on its row; when the lease ends, any server that has the file goes on.
CREATE TABLE file_import (
  tenant_id text COLLATE "C" NOT NULL,
  user_id uuid NOT NULL,
  id uuid NOT NULL,
  state text NOT NULL CHECK (
    state IN ('planning', 'planned', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone')),
  file_name text NOT NULL,
  file_bytes bigint NOT NULL,
  file_hash bytea NOT NULL,
  choices text NOT NULL,
  author text NOT NULL,
  request text NOT NULL,
  once_key text,
  epoch integer,
  run text,
  items bigint NOT NULL DEFAULT 0,
  bytes_read bigint NOT NULL DEFAULT 0,
  items_total bigint,
  begun_at timestamptz,
  plan text,
  report text,
  undo text,
  failure text,
  attempts integer NOT NULL DEFAULT 0,
  lease_holder uuid,
  lease_until timestamptz NOT NULL DEFAULT '-infinity',
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, user_id, id)
);
-- A space has one import at a time.
CREATE UNIQUE INDEX file_import_alone ON file_import (tenant_id, user_id)
  WHERE state IN ('planning', 'planned', 'running', 'undoing');
CREATE UNIQUE INDEX file_import_once ON file_import (tenant_id, user_id, once_key);
CREATE INDEX file_import_by_change ON file_import (changed_at);
CREATE INDEX file_import_due ON file_import (lease_until) WHERE state IN ('planning', 'running', 'undoing');
ALTER TABLE file_import ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY inside_tenant ON file_import TO toolbridge_server
  USING (tenant_id = NULLIF(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant', true), ''));
CREATE POLICY across_tenants ON file_import TO toolbridge_maintenance USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON file_import TO toolbridge_server, toolbridge_maintenance;

GRANT CREATE ON SCHEMA public TO toolbridge_maintenance;
SET LOCAL ROLE toolbridge_maintenance;

-- The imports that no server works on, those that wait longest first. Late is one that no server has taken for a quarter of
-- an hour.
CREATE FUNCTION due_file_imports()
RETURNS TABLE (tenant text, who uuid, id uuid, state text, is_late boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET enable_seqscan = off
BEGIN ATOMIC
  SELECT f.tenant_id, f.user_id, f.id, f.state,
    greatest(f.lease_until, f.changed_at) < now() - interval '15 minutes'
  FROM file_import f WHERE f.state IN ('planning', 'running', 'undoing') AND f.lease_until < now()
  ORDER BY f.lease_until LIMIT 100;
END;

-- Those of some imports whose file is needed still.
CREATE FUNCTION needed_file_imports(ids text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
  SELECT f.id FROM file_import f
  WHERE f.state IN ('planning', 'planned', 'running') AND f.id = ANY (ids::uuid[]);
END;

-- Ends the leases of some imports: the server that held them is gone, since another one has its folder.
CREATE FUNCTION free_file_imports(ids text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  freed bigint;
BEGIN
  UPDATE file_import f SET lease_until = '-infinity' WHERE f.id = ANY (ids::uuid[]) AND f.lease_until > now();
  GET DIAGNOSTICS freed = ROW_COUNT;
  RETURN freed;
END
$$;

-- Ends the plans that nobody has carried out for a day, and forgets what ended 30 days ago.
CREATE FUNCTION sweep_file_imports() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
DECLARE
  ended bigint;
  forgotten bigint;
BEGIN
  UPDATE file_import f SET state = 'cancelled', changed_at = now(),
    failure = '{"code":"not_begun","text":"It was not begun within a day; upload the file again."}'
  WHERE f.ctid = ANY (ARRAY(
    SELECT old.ctid FROM file_import old WHERE old.changed_at < now() - interval '1 day' AND old.state = 'planned'
    LIMIT 1000 FOR UPDATE SKIP LOCKED));
  GET DIAGNOSTICS ended = ROW_COUNT;
  DELETE FROM file_import WHERE ctid = ANY (ARRAY(
    SELECT old.ctid FROM file_import old WHERE old.changed_at < now() - interval '30 days'
      AND old.state IN ('done', 'failed', 'cancelled', 'undone') LIMIT 1000 FOR UPDATE SKIP LOCKED));
  GET DIAGNOSTICS forgotten = ROW_COUNT;
  RETURN ended + forgotten;
END
$$;

-- The end of an account ends its imports too.
CREATE OR REPLACE FUNCTION close_account(who uuid, OUT keys bigint, OUT sessions bigint)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
DECLARE
  tenant CONSTANT text := NULLIF(current_setting('app.tenant', true), '');
BEGIN
  SELECT count(*) INTO keys FROM api_key k
  WHERE k.tenant_id = tenant AND k.user_id = who AND k.revoked_at IS NULL AND k.expires_at > now();
  DELETE FROM api_key k WHERE k.tenant_id = tenant AND k.user_id = who;
  DELETE FROM console_session s WHERE s.user_id = who;
  GET DIAGNOSTICS sessions = ROW_COUNT;
  DELETE FROM user_profile p WHERE p.tenant_id = tenant AND p.user_id = who;
  DELETE FROM known_client c WHERE c.tenant_id = tenant AND c.user_id = who;
  DELETE FROM file_import f WHERE f.tenant_id = tenant AND f.user_id = who;
END
$$;

REVOKE EXECUTE ON FUNCTION due_file_imports(), needed_file_imports(text[]), free_file_imports(text[]),
  sweep_file_imports() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION due_file_imports(), needed_file_imports(text[]), free_file_imports(text[]),
  sweep_file_imports() TO toolbridge_server;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM toolbridge_maintenance;

-- A program of the schema before does not know this table, and needs none of it.
INSERT INTO schema_served (version, oldest) VALUES (24, 10);
