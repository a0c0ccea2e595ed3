-- API keys: what is stored opens nothing. A key is of one user in one tenant.
CREATE TABLE api_key (
  tenant_id text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  issuer text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  of_owner boolean NOT NULL,
  name text NOT NULL,
  hint text COLLATE "C" NOT NULL,
  hash bytea NOT NULL,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  last_used_at timestamptz,
  replaced_by uuid,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX api_key_by_user ON api_key (tenant_id, user_id, created_at);

-- The one index that no tenant leads: who shows a key says by it which tenant is meant.
CREATE INDEX api_key_by_hash ON api_key USING hash (hash);

-- The OAuth clients that have come for a user, so that a new one is noticed.
CREATE TABLE known_client (
  tenant_id text COLLATE "C" NOT NULL,
  user_id uuid NOT NULL,
  client_id text COLLATE "C" NOT NULL,
  first_seen_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, user_id, client_id)
);

-- What happened to rights. Each entry's hash covers the entry and the hash before it, so that none can be changed or
-- left out without breaking the chain; the head says how long the chain is.
CREATE TABLE audit_head (
  tenant_id text COLLATE "C" NOT NULL PRIMARY KEY,
  seq bigint NOT NULL DEFAULT 0,
  hash bytea NOT NULL DEFAULT sha256('toolbridge audit'::bytea)
);
CREATE TABLE audit (
  tenant_id text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  object text NOT NULL,
  facts text NOT NULL,
  request text NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (tenant_id, seq)
);

DO $$
DECLARE
  name text;
  inside text := 'tenant_id = NULLIF(current_setting(''app.tenant'', true), '''')';
BEGIN
  FOREACH name IN ARRAY ARRAY['api_key', 'known_client', 'audit_head', 'audit'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY inside_tenant ON %I TO toolbridge_server USING (%s) WITH CHECK (%s)', name, inside, inside);
    EXECUTE format('CREATE POLICY across_tenants ON %I TO toolbridge_maintenance USING (true) WITH CHECK (true)', name);
  END LOOP;
END
$$;

GRANT SELECT, INSERT, UPDATE ON api_key TO toolbridge_server;
GRANT SELECT, INSERT ON known_client, audit TO toolbridge_server;
GRANT SELECT, INSERT, UPDATE ON audit_head TO toolbridge_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON api_key, known_client TO toolbridge_maintenance;
GRANT SELECT, INSERT ON audit TO toolbridge_maintenance;
GRANT SELECT, INSERT, UPDATE ON audit_head TO toolbridge_maintenance;

-- Not even the owner of the table changes what was written down.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is only ever added to';
END
$$;
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A part of what is hashed, with its length ahead, so that no part can pass for another.
CREATE FUNCTION audit_part(part text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN convert_to(octet_length(part)::text || ':' || part, 'UTF8');

-- Adds an entry to a tenant's chain. Its head is locked after the space's, and until the transaction ends.
CREATE FUNCTION append_audit(tenant text, actor text, action text, object text, facts text, request text)
RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  head audit_head;
  moment timestamptz;
  entry_hash bytea;
BEGIN
  INSERT INTO audit_head (tenant_id) VALUES (tenant) ON CONFLICT DO NOTHING;
  SELECT h.* INTO head FROM audit_head h WHERE h.tenant_id = tenant FOR UPDATE;
  moment := clock_timestamp();
  entry_hash := sha256(head.hash || audit_part(tenant) || audit_part((head.seq + 1)::text)
    || audit_part((extract(epoch FROM moment) * 1000000)::bigint::text)
    || audit_part(actor) || audit_part(action) || audit_part(object) || audit_part(facts) || audit_part(request));
  INSERT INTO audit VALUES (tenant, head.seq + 1, moment, actor, action, object, facts, request, entry_hash);
  UPDATE audit_head h SET seq = head.seq + 1, hash = entry_hash WHERE h.tenant_id = tenant;
  RETURN head.seq + 1;
END
$$;

-- Finds the key that was shown, if it is good now, and notes once a minute that it was used. It must look across
-- tenants, and shows nothing but the one key that the caller knew already.
CREATE FUNCTION use_api_key(shown bytea)
RETURNS TABLE (tenant_id text, id uuid, issuer text, subject text, of_owner boolean, scopes text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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

DO $$
BEGIN
  GRANT CREATE ON SCHEMA public TO toolbridge_maintenance;
  ALTER FUNCTION use_api_key(bytea) OWNER TO toolbridge_maintenance;
  REVOKE CREATE ON SCHEMA public FROM toolbridge_maintenance;
END
$$;
SET LOCAL ROLE toolbridge_maintenance;
REVOKE EXECUTE ON FUNCTION use_api_key(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION use_api_key(bytea) TO toolbridge_server;
RESET ROLE;
