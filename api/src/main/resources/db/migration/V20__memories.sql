-- The names of items inside their spaces, and conflicts of pushes. All of this script up to the index can be done again: a
-- filled database is migrated in steps.
ALTER TABLE item ADD COLUMN IF NOT EXISTS item_key text COLLATE "C";

-- A conflict keeps its texts itself, since the journal deletes old entries. `place` orders conflicts by time; `kept` and
-- `lost` are null where that side was a deletion.
CREATE TABLE IF NOT EXISTS item_conflict (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  uid uuid NOT NULL,
  version bigint NOT NULL,
  type text COLLATE "C" NOT NULL,
  place bigint NOT NULL DEFAULT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint,
  kind text COLLATE "C" NOT NULL,
  base text,
  kept text,
  lost text,
  kept_by text,
  lost_by text NOT NULL,
  resolved_at timestamptz,
  resolved_by text,
  taken text COLLATE "C",
  PRIMARY KEY (tenant_id, space_id, uid, version, type)
);
CREATE INDEX IF NOT EXISTS item_conflict_by_place ON item_conflict (tenant_id, space_id, place, uid, version);

-- The index of the sweep, which goes across tenants.
CREATE INDEX IF NOT EXISTS item_conflict_by_resolution ON item_conflict (resolved_at) WHERE resolved_at IS NOT NULL;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_policies WHERE schemaname = 'public' AND tablename = 'item_conflict') THEN
    PERFORM protect('item_conflict');
  END IF;
END
$$;

-- A wipe empties a space of conflicts too, whichever program does it.
CREATE OR REPLACE FUNCTION wipe_conflicts() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM item_conflict c WHERE c.tenant_id = NEW.tenant_id AND c.space_id = NEW.space_id;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER conflicts_are_wiped AFTER INSERT ON wiped_space
  FOR EACH ROW EXECUTE FUNCTION wipe_conflicts();
CREATE OR REPLACE TRIGGER conflicts_are_wiped_again AFTER UPDATE ON wiped_space
  FOR EACH ROW WHEN (OLD.wiped_seq <> NEW.wiped_seq) EXECUTE FUNCTION wipe_conflicts();

GRANT CREATE ON SCHEMA public TO toolbridge_maintenance;
SET LOCAL ROLE toolbridge_maintenance;

-- Deletes conflicts that were settled 30 days ago, a part at a time, and says how many.
CREATE OR REPLACE FUNCTION sweep_conflicts() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
DECLARE
  rows_max CONSTANT integer := 200;
  swept bigint;
BEGIN
  DELETE FROM item_conflict WHERE ctid = ANY (ARRAY(
    SELECT old.ctid FROM item_conflict old
    WHERE old.resolved_at IS NOT NULL AND old.resolved_at < now() - interval '30 days'
    LIMIT rows_max FOR UPDATE SKIP LOCKED));
  GET DIAGNOSTICS swept = ROW_COUNT;
  RETURN swept;
END
$$;
REVOKE EXECUTE ON FUNCTION sweep_conflicts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sweep_conflicts() TO toolbridge_server;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM toolbridge_maintenance;

INSERT INTO schema_served (version, oldest) VALUES (20, 10) ON CONFLICT DO NOTHING;

CREATE INDEX item_by_key ON item (tenant_id, space_id, type, item_key) WHERE item_key IS NOT NULL AND deleted_at_ms IS NULL;
