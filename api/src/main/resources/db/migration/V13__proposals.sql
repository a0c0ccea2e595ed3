-- Changes that were checked but not done: a person decides about them. What is proposed stands in `content`, and the
-- decisions in `decisions`, as texts whose bytes a person has seen as a hash. `revision` counts the changes of both.
-- Whoever reads takes an open one whose time is over as expired.
CREATE TABLE proposal (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT uuidv7(),
  epoch integer NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'applied', 'rejected', 'withdrawn')),
  title text NOT NULL,
  reason text,
  proposer text NOT NULL,
  request text NOT NULL,
  types text[] COLLATE "C" NOT NULL,
  operations integer NOT NULL,
  content text NOT NULL,
  decisions text NOT NULL DEFAULT '{}',
  revision integer NOT NULL DEFAULT 1,
  once_key text COLLATE "C",
  once_digest text COLLATE "C",
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_by text,
  closing text,
  PRIMARY KEY (tenant_id, space_id, id),
  CHECK ((state = 'open') = (closed_at IS NULL)),
  CHECK ((once_key IS NULL) = (once_digest IS NULL))
);
CREATE UNIQUE INDEX proposal_once ON proposal (tenant_id, space_id, once_key) WHERE once_key IS NOT NULL;

-- The index of the sweep, which goes across tenants; rows come about in the order of their time.
CREATE INDEX proposal_by_age ON proposal USING brin (expires_at);

DO $$
DECLARE
  inside text := 'tenant_id = NULLIF(current_setting(''app.tenant'', true), '''')'
    ' AND space_id = NULLIF(current_setting(''app.space'', true), '''')::uuid';
BEGIN
  ALTER TABLE proposal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  EXECUTE format('CREATE POLICY inside_space ON proposal TO toolbridge_server USING (%s) WITH CHECK (%s)', inside, inside);
  CREATE POLICY across_tenants ON proposal TO toolbridge_maintenance USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT, UPDATE, DELETE ON proposal TO toolbridge_server, toolbridge_maintenance;
END
$$;

-- Forgets a part of the proposals whose time was over 90 days ago; says how many, 0 when there is nothing more.
GRANT CREATE ON SCHEMA public TO toolbridge_maintenance;
SET LOCAL ROLE toolbridge_maintenance;

CREATE FUNCTION sweep_proposals() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
DECLARE
  rows_max CONSTANT integer := 200;
  swept bigint;
BEGIN
  DELETE FROM proposal WHERE ctid = ANY (ARRAY(
    SELECT old.ctid FROM proposal old WHERE old.expires_at < now() - interval '90 days'
    LIMIT rows_max FOR UPDATE SKIP LOCKED));
  GET DIAGNOSTICS swept = ROW_COUNT;
  RETURN swept;
END
$$;

REVOKE EXECUTE ON FUNCTION sweep_proposals() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sweep_proposals() TO toolbridge_server;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM toolbridge_maintenance;

-- A program of the schema before does not know proposals, and needs none of this.
INSERT INTO schema_served (version, oldest) VALUES (13, 10);
