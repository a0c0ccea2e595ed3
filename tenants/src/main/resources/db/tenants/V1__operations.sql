-- The role of the control plane's server. This database is the control plane's alone.
DO $$
BEGIN
  CREATE ROLE toolbridge_tenants NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this cluster made it
END
$$;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO toolbridge_tenants;

-- The tenants. A destroyed one stays as a tombstone.
CREATE TABLE tenant (
  ref uuid NOT NULL PRIMARY KEY,
  id text COLLATE "C",
  slug text COLLATE "C" NOT NULL,
  name text NOT NULL,
  plan text COLLATE "C" NOT NULL,
  quotas jsonb NOT NULL,
  region text COLLATE "C" NOT NULL,
  runtime text COLLATE "C" NOT NULL,
  admins text[] NOT NULL,
  status text COLLATE "C" NOT NULL CHECK (status IN
    ('provisioning', 'active', 'updating', 'suspended', 'offboarding', 'retained', 'destroyed', 'failed')),
  suspended boolean NOT NULL DEFAULT false,
  generation bigint NOT NULL DEFAULT 1,
  observed_generation bigint NOT NULL DEFAULT 0,
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  activated_at timestamptz,
  retained_until timestamptz,
  destroyed_at timestamptz,
  last_seen_at timestamptz
);
CREATE UNIQUE INDEX tenant_by_id ON tenant (id) WHERE status <> 'destroyed';
CREATE INDEX tenant_by_past_id ON tenant (id);
CREATE INDEX tenant_by_slug ON tenant (slug);
CREATE INDEX tenant_by_status ON tenant (status, ref);

-- The slugs in use, and those of destroyed tenants until they are free again.
CREATE TABLE slug (
  slug text COLLATE "C" NOT NULL PRIMARY KEY,
  tenant_ref uuid NOT NULL,
  free_at timestamptz
);

-- The attempts to change tenants. A server works on one while it holds the lease; each write of its work names the
-- fence, which every new holder of the lease raises.
CREATE TABLE operation (
  id uuid NOT NULL PRIMARY KEY,
  tenant_ref uuid NOT NULL REFERENCES tenant,
  kind text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  changing boolean NOT NULL,
  during text COLLATE "C",
  status text COLLATE "C" NOT NULL CHECK (status IN
    ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled')),
  cancelling boolean NOT NULL DEFAULT false,
  generation bigint NOT NULL,
  input jsonb NOT NULL,
  actor text NOT NULL,
  reason text NOT NULL,
  problem jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  finished_at timestamptz,
  wake_at timestamptz NOT NULL DEFAULT now(),
  event_seq bigint NOT NULL DEFAULT 0,
  fence bigint NOT NULL DEFAULT 0,
  lease_holder text COLLATE "C",
  lease_until timestamptz NOT NULL DEFAULT '-infinity'
);
CREATE UNIQUE INDEX operation_changing ON operation (tenant_ref)
  WHERE changing AND status IN ('queued', 'running', 'waiting');
CREATE UNIQUE INDEX operation_between ON operation (tenant_ref, kind)
  WHERE NOT changing AND status IN ('queued', 'running', 'waiting');
CREATE INDEX operation_by_tenant ON operation (tenant_ref, id);
CREATE INDEX operation_by_status ON operation (status, id);
CREATE INDEX operation_due ON operation (wake_at) WHERE status IN ('queued', 'running', 'waiting');

CREATE TABLE operation_step (
  operation_id uuid NOT NULL REFERENCES operation,
  undo boolean NOT NULL,
  ordinal integer NOT NULL,
  name text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'pending' CHECK (state IN
    ('pending', 'running', 'retrying', 'waiting', 'done', 'failed')),
  attempt integer NOT NULL DEFAULT 0,
  failures integer NOT NULL DEFAULT 0,
  deadline_seconds bigint NOT NULL,
  started_at timestamptz,
  deadline_at timestamptz,
  finished_at timestamptz,
  next_try_at timestamptz,
  problem jsonb,
  external_id text,
  result jsonb,
  PRIMARY KEY (operation_id, undo, ordinal)
);

-- The changes of an operation, numbered without gaps, so that a stream can be resumed.
CREATE TABLE operation_event (
  operation_id uuid NOT NULL REFERENCES operation,
  seq bigint NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  what text COLLATE "C" NOT NULL,
  step text COLLATE "C",
  detail jsonb NOT NULL,
  PRIMARY KEY (operation_id, seq)
);

-- The requests that are carried out once, with what answers their repetitions.
CREATE TABLE idempotency_key (
  sender text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  digest bytea NOT NULL,
  answer jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (sender, key)
);
CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);

CREATE TABLE condition (
  tenant_ref uuid NOT NULL REFERENCES tenant,
  type text COLLATE "C" NOT NULL,
  status text COLLATE "C" NOT NULL CHECK (status IN ('true', 'false', 'unknown')),
  reason text COLLATE "C" NOT NULL,
  message text NOT NULL,
  since timestamptz NOT NULL DEFAULT now(),
  observed_generation bigint NOT NULL,
  PRIMARY KEY (tenant_ref, type)
);

-- The next look at each tenant, and the server that has it now.
CREATE TABLE reconciliation (
  tenant_ref uuid NOT NULL PRIMARY KEY REFERENCES tenant,
  next_at timestamptz NOT NULL DEFAULT now(),
  fence bigint NOT NULL DEFAULT 0,
  lease_until timestamptz NOT NULL DEFAULT '-infinity'
);
CREATE INDEX reconciliation_due ON reconciliation (next_at);

-- The table of db-scheduler: the clock and the alarm of operations. Nothing in it is the truth about one.
CREATE TABLE alarm (
  task_name text COLLATE "C" NOT NULL,
  task_instance text COLLATE "C" NOT NULL,
  task_data bytea,
  execution_time timestamptz NOT NULL,
  picked boolean NOT NULL,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures integer,
  last_heartbeat timestamptz,
  version bigint NOT NULL,
  priority smallint,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX alarm_by_time ON alarm (execution_time);
CREATE INDEX alarm_by_heartbeat ON alarm (last_heartbeat);
