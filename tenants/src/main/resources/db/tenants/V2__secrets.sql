-- The data key of a tenant, sealed with a master key, which is in no database. A new master key changes these rows only.
CREATE TABLE tenant_key (
  tenant_ref uuid PRIMARY KEY,
  master_key text NOT NULL,
  sealed bytea,
  created_at timestamptz NOT NULL,
  destroyed_at timestamptz,
  CHECK ((sealed IS NULL) = (destroyed_at IS NOT NULL))
);

CREATE INDEX tenant_key_by_master ON tenant_key (master_key) WHERE sealed IS NOT NULL;

-- The versions of a tenant's secrets, sealed with its data key. Rows stay, so that no number is used twice.
CREATE TABLE secret_version (
  tenant_ref uuid NOT NULL REFERENCES tenant_key,
  name text NOT NULL CHECK (name ~ '^[a-z][a-z0-9-]{0,62}$'),
  version integer NOT NULL CHECK (version > 0),
  status text NOT NULL CHECK (status IN ('pending', 'primary', 'valid', 'retired', 'destroyed')),
  sealed bytea,
  created_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  primary_at timestamptz,
  valid_at timestamptz,
  retired_at timestamptz,
  destroyed_at timestamptz,
  PRIMARY KEY (tenant_ref, name, version),
  CHECK ((sealed IS NULL) = (status = 'destroyed'))
);

CREATE UNIQUE INDEX secret_version_pending ON secret_version (tenant_ref, name) WHERE status = 'pending';
CREATE UNIQUE INDEX secret_version_primary ON secret_version (tenant_ref, name) WHERE status = 'primary';
CREATE INDEX secret_version_due ON secret_version (due_at) WHERE status = 'primary';
