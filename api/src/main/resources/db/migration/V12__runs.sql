-- Runs: the changes that one session of an assistant, or one run of a program, has made.
--
-- A run is named by the client that its token was issued to, and by the name that the caller claims. An undo names the run
-- that it took back. Both are written by a trigger, since servers of the release before write changes as well. All of this
-- script up to the indexes can be done again: a filled database is migrated in steps.
ALTER TABLE change ADD COLUMN IF NOT EXISTS run text COLLATE "C", ADD COLUMN IF NOT EXISTS undone_run text COLLATE "C";

CREATE OR REPLACE FUNCTION name_run() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.run := coalesce(NEW.actor->>'client_id', '') || ' ' || (NEW.actor->>'claimed_run');
  NEW.undone_run := NEW.metadata->>'undone';
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER run_is_named BEFORE INSERT ON change FOR EACH ROW
  WHEN (NEW.actor ? 'claimed_run') EXECUTE FUNCTION name_run();

INSERT INTO schema_served (version, oldest) VALUES (12, 10) ON CONFLICT DO NOTHING;

CREATE INDEX change_by_run ON change (tenant_id, space_id, run, seq) WHERE run IS NOT NULL;
CREATE INDEX change_by_undone_run ON change (tenant_id, space_id, undone_run, seq) WHERE undone_run IS NOT NULL;
