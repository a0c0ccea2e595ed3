-- The values of environment variables of projects. All else of a variable is an item of the type `environment_variable`;
-- its uid and the number of its value lead here. A value is sealed with the data key of its project, for its place only,
-- and the data key with a master key that is in no database.
SET LOCAL lock_timeout = '50ms';
LOCK TABLE space IN SHARE ROW EXCLUSIVE MODE;

CREATE TABLE data_key (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  master_key text COLLATE "C" NOT NULL,
  sealed bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, space_id)
);

-- The index of the check at the start, and of sealing anew.
CREATE INDEX data_key_by_master ON data_key (master_key, tenant_id, space_id);

CREATE TABLE environment_value (
  tenant_id text COLLATE "C" NOT NULL,
  space_id uuid NOT NULL,
  uid uuid NOT NULL,
  version bigint NOT NULL,
  environment text COLLATE "C" NOT NULL CHECK (environment IN ('development', 'staging', 'production')),
  is_secret boolean NOT NULL,
  sealed bytea NOT NULL,
  set_at timestamptz NOT NULL DEFAULT now(),
  set_by text NOT NULL,
  PRIMARY KEY (tenant_id, space_id, uid, version)
);

SELECT protect('data_key');
SELECT protect('environment_value');

GRANT CREATE ON SCHEMA public TO toolbridge_maintenance;
SET LOCAL ROLE toolbridge_maintenance;

-- One data key of each master key, sealed as it is: the server tries them at its start.
CREATE FUNCTION data_keys_to_try() RETURNS SETOF data_key
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT ON (k.master_key) k.* FROM data_key k ORDER BY k.master_key, k.tenant_id, k.space_id
$$;

REVOKE EXECUTE ON FUNCTION data_keys_to_try() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION data_keys_to_try() TO toolbridge_server;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM toolbridge_maintenance;

-- The end of a space is the end of its data key: nobody opens its values any more, not even in a copy.
CREATE FUNCTION destroy_values() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM data_key k WHERE k.tenant_id = NEW.tenant_id AND k.space_id = NEW.id;
  DELETE FROM environment_value v WHERE v.tenant_id = NEW.tenant_id AND v.space_id = NEW.id;
  RETURN NULL;
END
$$;

REVOKE EXECUTE ON FUNCTION destroy_values() FROM PUBLIC;
CREATE TRIGGER destroy_values AFTER UPDATE OF destroyed_at ON space FOR EACH ROW
  WHEN (NEW.destroyed_at IS NOT NULL) EXECUTE FUNCTION destroy_values();

-- A program of the schemas before knows no values, and leaves these alone.
INSERT INTO schema_served (version, oldest) VALUES (19, 10);
