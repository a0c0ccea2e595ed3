-- Whole numbers as names of items and webhooks inside their project, for clients that know no UUIDs. All of this script up to
-- the index can be done again: a filled database is migrated in steps.
--
-- The number of an item is that of its first change here. Until the next change that is `seq`; then `born_seq` keeps it.
ALTER TABLE item ADD COLUMN IF NOT EXISTS born_seq bigint;

CREATE OR REPLACE FUNCTION keep_number() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.born_seq := OLD.seq;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER number_is_kept BEFORE UPDATE ON item FOR EACH ROW
  WHEN (OLD.born_seq IS NULL AND OLD.type IN ('memory', 'milestone') AND NEW.seq <> OLD.seq)
  EXECUTE FUNCTION keep_number();

-- The number of a webhook counts those that its project ever had.
ALTER TABLE space ADD COLUMN IF NOT EXISTS webhooks_numbered bigint NOT NULL DEFAULT 0;
ALTER TABLE webhook ADD COLUMN IF NOT EXISTS number bigint;

CREATE OR REPLACE FUNCTION number_webhook() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE space s SET webhooks_numbered = s.webhooks_numbered + 1
  WHERE s.tenant_id = NEW.tenant_id AND s.id = NEW.space_id RETURNING s.webhooks_numbered INTO NEW.number;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER webhook_is_numbered BEFORE INSERT ON webhook FOR EACH ROW
  WHEN (NEW.number IS NULL) EXECUTE FUNCTION number_webhook();

SET LOCAL ROLE toolbridge_maintenance;
UPDATE space s SET webhooks_numbered = found.webhooks FROM (
  SELECT tenant_id, space_id, count(*) AS webhooks FROM webhook WHERE number IS NULL GROUP BY tenant_id, space_id) found
WHERE s.tenant_id = found.tenant_id AND s.id = found.space_id AND s.webhooks_numbered = 0;
UPDATE webhook w SET number = found.number FROM (
  SELECT tenant_id, space_id, id, row_number() OVER (PARTITION BY tenant_id, space_id ORDER BY created_at, id) AS number
  FROM webhook) found
WHERE w.number IS NULL AND w.tenant_id = found.tenant_id AND w.space_id = found.space_id AND w.id = found.id;
RESET ROLE;

-- A program of the schema before knows no numbers: the database gives and keeps them.
INSERT INTO schema_served (version, oldest) VALUES (23, 10) ON CONFLICT DO NOTHING;

CREATE INDEX item_by_number ON item (tenant_id, space_id, born_seq) WHERE born_seq IS NOT NULL;
