-- The group roles. Login roles are made members of them; none of them owns anything or bypasses row-level security.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['toolbridge_server', 'toolbridge_search', 'toolbridge_maintenance'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE', name);
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this cluster made it
    END;
  END LOOP;
END
$$;

-- The head of a space: every write takes its numbers here first, so that the order of numbers is the order of commits.
CREATE TABLE space_head (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  incarnation uuid NOT NULL DEFAULT gen_random_uuid(),
  epoch integer NOT NULL DEFAULT 1,
  seq bigint NOT NULL DEFAULT 0,
  tombstone_floor bigint NOT NULL DEFAULT 0,
  journal_floor bigint NOT NULL DEFAULT 0,
  last_wipe_at timestamptz,
  last_wipe_by text,
  PRIMARY KEY (tenant_id, space_id)
) WITH (fillfactor = 50);

-- The items as they are now. A deleted item stays as a tombstone.
CREATE TABLE item (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  type text COLLATE "C" NOT NULL,
  uid uuid NOT NULL,
  seq bigint NOT NULL,
  version bigint NOT NULL,
  updated_at_ms bigint NOT NULL,
  deleted_at_ms bigint,
  parent_uid uuid,
  payload jsonb NOT NULL,
  PRIMARY KEY (tenant_id, space_id, type, uid),
  UNIQUE (tenant_id, space_id, seq)
);
CREATE INDEX item_by_type ON item (tenant_id, space_id, type, seq);
CREATE INDEX item_by_parent ON item (tenant_id, space_id, type, parent_uid) WHERE parent_uid IS NOT NULL;

-- The journal: every change once, with who made it and what the item was after it.
CREATE TABLE change (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  seq bigint NOT NULL,
  type text COLLATE "C" NOT NULL,
  uid uuid NOT NULL,
  version bigint NOT NULL,
  operation text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  actor jsonb NOT NULL,
  request text NOT NULL,
  metadata jsonb,
  payload jsonb NOT NULL,
  PRIMARY KEY (tenant_id, space_id, seq)
);
CREATE INDEX change_by_item ON change (tenant_id, space_id, type, uid, version);

-- Row-level security, FORCE included: the server sees the one space that its transaction names, and nothing without.
DO $$
DECLARE
  name text;
  inside text := 'tenant_id = NULLIF(current_setting(''app.tenant'', true), '''')'
    ' AND space_id = NULLIF(current_setting(''app.space'', true), '''')::uuid';
BEGIN
  FOREACH name IN ARRAY ARRAY['space_head', 'item', 'change'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY inside_space ON %I TO toolbridge_server USING (%s) WITH CHECK (%s)', name, inside, inside);
    EXECUTE format('CREATE POLICY across_tenants ON %I TO toolbridge_maintenance USING (true) WITH CHECK (true)', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO toolbridge_maintenance', name);
  END LOOP;
END
$$;

GRANT USAGE ON SCHEMA public TO toolbridge_server, toolbridge_search, toolbridge_maintenance;
GRANT SELECT, INSERT, UPDATE ON space_head TO toolbridge_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON item TO toolbridge_server;
GRANT SELECT, INSERT, DELETE ON change TO toolbridge_server;
GRANT SELECT ON flyway_schema_history TO toolbridge_server;
