-- Shared spaces: a project of a tenant is a space with members, and the database itself asks who reaches it.
--
-- All locks are taken at once, or the migration gives way and tries again.
LOCK TABLE space_head, item, change, idempotency_key, ended_sync_session, wiped_space, pending_release, item_tag, item_text,
  text_cursor, space_use, proposal, api_key IN SHARE UPDATE EXCLUSIVE MODE;
SET LOCAL lock_timeout = '50ms';
LOCK TABLE space_head, item, change, idempotency_key, ended_sync_session, wiped_space, pending_release, item_tag, item_text,
  text_cursor, space_use, proposal, api_key IN ACCESS EXCLUSIVE MODE;

-- A row stays when the space is destroyed: its number is never used again. A repository is known by its path, and by its
-- host if that was told. `about` has the fields of the item of type `project`, which is written in the same transaction.
CREATE TABLE space (
  tenant_id text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  slug text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  members_numbered bigint NOT NULL DEFAULT 0,
  repository_host text COLLATE "C",
  repository_path text COLLATE "C",
  about text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  destroyed_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, number)
);
CREATE UNIQUE INDEX space_by_slug ON space (tenant_id, slug) WHERE destroyed_at IS NULL;
CREATE INDEX space_by_repository ON space (tenant_id, repository_path) WHERE repository_path IS NOT NULL;

-- The index of the sweep, which goes across tenants.
CREATE INDEX space_by_deletion ON space (deleted_at) WHERE deleted_at IS NOT NULL AND destroyed_at IS NULL;

-- The last number that a tenant has given to a space.
CREATE TABLE space_count (
  tenant_id text COLLATE "C" NOT NULL PRIMARY KEY,
  last_number bigint NOT NULL
);

-- What decides about rights. The items of the type `member` tell the same, and are written in the same transaction.
CREATE TABLE space_member (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  user_id uuid NOT NULL,
  number bigint NOT NULL,
  role text COLLATE "C" NOT NULL CHECK (role IN ('owner', 'admin', 'developer', 'viewer')),
  subject text NOT NULL,
  name text,
  email text,
  joined_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, space_id, user_id)
);
CREATE INDEX space_member_by_user ON space_member (tenant_id, user_id, space_id);

-- Codes by which people come in, once each: what is stored opens nothing.
CREATE TABLE space_invitation (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  id uuid NOT NULL,
  hash bytea NOT NULL,
  role text COLLATE "C" NOT NULL CHECK (role IN ('owner', 'admin', 'developer', 'viewer')),
  email text,
  invited_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  used_by text,
  PRIMARY KEY (tenant_id, space_id, id)
);
CREATE INDEX space_invitation_by_hash ON space_invitation (tenant_id, hash);

-- A key may be of one space: then it opens nothing else.
ALTER TABLE api_key ADD COLUMN space_id uuid, ADD COLUMN token_type text COLLATE "C";
CREATE INDEX api_key_by_space ON api_key (tenant_id, space_id) WHERE space_id IS NOT NULL;

DO $$
DECLARE
  name text;
  inside text := 'tenant_id = NULLIF(current_setting(''app.tenant'', true), '''')';
BEGIN
  FOREACH name IN ARRAY ARRAY['space', 'space_count', 'space_member', 'space_invitation'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY inside_tenant ON %I TO toolbridge_server USING (%s) WITH CHECK (%s)', name, inside, inside);
    EXECUTE format('CREATE POLICY across_tenants ON %I TO toolbridge_maintenance USING (true) WITH CHECK (true)', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO toolbridge_maintenance', name);
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE ON space, space_count, space_invitation TO toolbridge_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON space_member TO toolbridge_server;

GRANT CREATE ON SCHEMA public TO toolbridge_maintenance;
SET LOCAL ROLE toolbridge_maintenance;

-- The space that the transaction names, if all the users that it names are members of it, who may write if it writes;
-- else null. A transaction that names no user may be of a server of the release before, which knows personal spaces only.
CREATE FUNCTION reached_space(is_writing boolean) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  in_tenant CONSTANT text := NULLIF(current_setting('app.tenant', true), '');
  asked CONSTANT uuid := NULLIF(current_setting('app.space', true), '')::uuid;
  users CONSTANT uuid[] := string_to_array(NULLIF(current_setting('app.users', true), ''), ',')::uuid[];
BEGIN
  IF users IS NULL THEN
    RETURN CASE WHEN NOT EXISTS (SELECT FROM space s WHERE s.tenant_id = in_tenant AND s.id = asked) THEN asked END;
  END IF;
  RETURN (
    SELECT s.id FROM space s WHERE s.tenant_id = in_tenant AND s.id = asked AND s.deleted_at IS NULL
      AND cardinality(users) = (
        SELECT count(*) FROM space_member m WHERE m.tenant_id = in_tenant AND m.space_id = asked
          AND m.user_id = ANY (users) AND (NOT is_writing OR m.role <> 'viewer')));
END
$$;

-- As `use_api_key`, also for keys of spaces: such a key is good as long as its user is a member there.
CREATE FUNCTION shown_api_key(shown bytea)
RETURNS TABLE (tenant_id text, id uuid, issuer text, subject text, of_owner boolean, scopes text[], space_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
  UPDATE api_key k SET last_used_at = now() WHERE (k.tenant_id, k.id) IN (
    SELECT stale.tenant_id, stale.id FROM api_key stale
    WHERE stale.hash = shown AND stale.revoked_at IS NULL AND stale.expires_at > now()
      AND (stale.last_used_at IS NULL OR stale.last_used_at < now() - interval '1 minute')
    FOR UPDATE SKIP LOCKED);
  RETURN QUERY SELECT k.tenant_id, k.id, k.issuer, k.subject, k.of_owner, k.scopes, k.space_id FROM api_key k
    WHERE k.hash = shown AND k.revoked_at IS NULL AND k.expires_at > now() AND (k.space_id IS NULL OR EXISTS (
      SELECT FROM space_member m WHERE m.tenant_id = k.tenant_id AND m.space_id = k.space_id AND m.user_id = k.user_id));
END
$$;

-- Servers of the release before know no keys of spaces, and would take them for keys of the user's own.
CREATE OR REPLACE FUNCTION use_api_key(shown bytea)
RETURNS TABLE (tenant_id text, id uuid, issuer text, subject text, of_owner boolean, scopes text[])
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
  SELECT k.tenant_id, k.id, k.issuer, k.subject, k.of_owner, k.scopes FROM shown_api_key(shown) k WHERE k.space_id IS NULL
$$;

-- Destroys one space that was deleted 30 days ago: its items as a wipe does, and who belonged to it. Says how many, 0 when
-- there is nothing more.
CREATE FUNCTION destroy_spaces() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
DECLARE
  old space;
BEGIN
  SELECT s.* INTO old FROM space s WHERE s.deleted_at < now() - interval '30 days' AND s.destroyed_at IS NULL
  LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;
  UPDATE space_head h SET epoch = h.epoch + 1, seq = h.seq + 1, wiped_seq = h.seq, tombstone_floor = h.seq,
    journal_floor = h.seq, last_wipe_at = now(), last_wipe_by = 'destruction'
  WHERE h.tenant_id = old.tenant_id AND h.space_id = old.id;
  INSERT INTO wiped_space (tenant_id, space_id, wiped_seq)
  SELECT h.tenant_id, h.space_id, h.wiped_seq FROM space_head h WHERE h.tenant_id = old.tenant_id AND h.space_id = old.id
  ON CONFLICT (tenant_id, space_id) DO UPDATE SET wiped_seq = excluded.wiped_seq;
  DELETE FROM pending_release p WHERE p.tenant_id = old.tenant_id AND p.space_id = old.id;
  DELETE FROM proposal p WHERE p.tenant_id = old.tenant_id AND p.space_id = old.id;
  DELETE FROM space_invitation i WHERE i.tenant_id = old.tenant_id AND i.space_id = old.id;
  DELETE FROM api_key k WHERE k.tenant_id = old.tenant_id AND k.space_id = old.id;
  DELETE FROM space_member m WHERE m.tenant_id = old.tenant_id AND m.space_id = old.id;
  UPDATE space s SET destroyed_at = now(), repository_host = NULL, repository_path = NULL, about = '{}'
  WHERE s.tenant_id = old.tenant_id AND s.id = old.id;
  RETURN 1;
END
$$;

REVOKE EXECUTE ON FUNCTION reached_space(boolean), shown_api_key(bytea), destroy_spaces() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reached_space(boolean), shown_api_key(bytea), destroy_spaces() TO toolbridge_server;
GRANT EXECUTE ON FUNCTION reached_space(boolean) TO toolbridge_search;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM toolbridge_maintenance;

-- The space of a policy. `app.users` names the users who reach it, with commas between them. If that is exactly the space's
-- own user, nothing is asked; else the members are asked once a statement. A server that works for a space itself, not for
-- a request, names the space there.
CREATE FUNCTION space_in_policies(is_writing boolean) RETURNS text LANGUAGE sql IMMUTABLE
RETURN 'CASE current_setting(''app.users'', true) WHEN current_setting(''app.space'', true)'
  ' THEN NULLIF(current_setting(''app.space'', true), '''')::uuid ELSE (SELECT reached_space(' || is_writing || ')) END';

-- What is derived, and the end of a sync session, are written for readers too. The rows of `item` and `change` are shown by
-- the head of their space, and so to whom the head is shown.
DO $$
DECLARE
  name text;
  tenant CONSTANT text := 'tenant_id = NULLIF(current_setting(''app.tenant'', true), '''') AND space_id = ';
  reading CONSTANT text := tenant || space_in_policies(false);
  writing CONSTANT text := tenant || space_in_policies(true);
BEGIN
  FOREACH name IN ARRAY ARRAY['item_text', 'text_cursor', 'ended_sync_session'] LOOP
    EXECUTE format('ALTER POLICY inside_space ON %I USING (%s) WITH CHECK (%s)', name, reading, reading);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['space_head', 'idempotency_key', 'wiped_space', 'pending_release', 'item_tag', 'space_use',
    'proposal'] LOOP
    EXECUTE format('ALTER POLICY inside_space ON %I USING (%s) WITH CHECK (%s)', name, reading, writing);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['item', 'change'] LOOP
    EXECUTE format('ALTER POLICY inside_space ON %I WITH CHECK (%s)', name, writing);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['item', 'change', 'idempotency_key', 'wiped_space', 'pending_release', 'item_tag', 'space_use',
    'proposal'] LOOP
    EXECUTE format('CREATE POLICY deletes_as_writer ON %I AS RESTRICTIVE FOR DELETE TO toolbridge_server USING (space_id = %s)',
      name, space_in_policies(true));
  END LOOP;
END
$$;

-- Later tables of spaces are protected likewise: readers read, writers write.
CREATE OR REPLACE FUNCTION protect(name text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  tenant CONSTANT text := 'tenant_id = NULLIF(current_setting(''app.tenant'', true), '''') AND space_id = ';
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
  EXECUTE format('CREATE POLICY inside_space ON %I TO toolbridge_server USING (%s) WITH CHECK (%s)', name,
    tenant || space_in_policies(false), tenant || space_in_policies(true));
  EXECUTE format('CREATE POLICY deletes_as_writer ON %I AS RESTRICTIVE FOR DELETE TO toolbridge_server USING (space_id = %s)',
    name, space_in_policies(true));
  EXECUTE format('CREATE POLICY across_tenants ON %I TO toolbridge_maintenance USING (true) WITH CHECK (true)', name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO toolbridge_server, toolbridge_maintenance', name);
END
$$;
REVOKE EXECUTE ON FUNCTION space_in_policies(boolean) FROM PUBLIC;

-- Loads the library that a setting of the next functions belongs to: nobody may set one that is not known yet.
SELECT show_trgm('');

-- The functions of search read across policies: they ask the same question.
DO $$
DECLARE
  found record;
  named CONSTANT text := 'NULLIF(current_setting(''app.space'', true), '''')::uuid';
  reached CONSTANT text := replace(space_in_policies(false), 'SELECT reached_space', 'SELECT public.reached_space');
BEGIN
  EXECUTE format('GRANT toolbridge_search TO %I WITH SET TRUE, INHERIT FALSE', current_user);
  GRANT CREATE ON SCHEMA public TO toolbridge_search;
  SET LOCAL ROLE toolbridge_search;
  FOR found IN SELECT pg_get_functiondef(p.oid) AS definition FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = 'toolbridge_search'::regrole
      AND p.prosrc LIKE '%' || named || '%'
  LOOP
    EXECUTE replace(found.definition, named, reached);
  END LOOP;
  RESET ROLE;
  REVOKE CREATE ON SCHEMA public FROM toolbridge_search;
END
$$;

-- A program of the schemas before knows no shared space, and works in personal ones as before.
INSERT INTO schema_served (version, oldest) VALUES (16, 10);
