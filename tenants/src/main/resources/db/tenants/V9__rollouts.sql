-- Why a release was not brought about.
ALTER TABLE tenant_release ADD COLUMN failure text;

-- A rollout brings a release to many tenants, wave after wave, by an ordinary deployment of each. Whoever holds the lease
-- goes on with it; every write of the holder names its fence.
CREATE TABLE rollout (
  id uuid NOT NULL PRIMARY KEY,
  release text COLLATE "C" NOT NULL,
  waves integer[] NOT NULL CHECK (cardinality(waves) > 0),
  failures_max integer NOT NULL CHECK (failures_max >= 0),
  bake_seconds integer NOT NULL CHECK (bake_seconds >= 0),
  status text COLLATE "C" NOT NULL CHECK (status IN ('running', 'paused', 'stopped', 'succeeded', 'cancelled')),
  actor text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  fence bigint NOT NULL DEFAULT 0,
  lease_until timestamptz NOT NULL DEFAULT '-infinity'
);
-- One at a time: two would undo each other's work.
CREATE UNIQUE INDEX rollout_open ON rollout ((true)) WHERE status IN ('running', 'paused', 'stopped');

-- The tenants of a rollout. The operation that upgrades one has its id from the beginning, so that a second start finds it.
CREATE TABLE rollout_tenant (
  rollout_id uuid NOT NULL REFERENCES rollout,
  tenant_ref uuid NOT NULL REFERENCES tenant,
  wave integer NOT NULL CHECK (wave > 0),
  operation_id uuid NOT NULL UNIQUE,
  status text COLLATE "C" NOT NULL DEFAULT 'pending'
    CHECK (status IN ('pending', 'running', 'succeeded', 'failed', 'skipped')),
  problem text,
  PRIMARY KEY (rollout_id, tenant_ref)
);
CREATE INDEX rollout_tenant_open ON rollout_tenant (rollout_id, wave) WHERE status IN ('pending', 'running');
