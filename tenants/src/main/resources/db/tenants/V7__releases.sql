-- The releases of a tenant: one for each attempt to run something else. One at most is running.
CREATE TABLE tenant_release (
  tenant_ref uuid NOT NULL REFERENCES tenant,
  number integer NOT NULL CHECK (number > 0),
  operation_id uuid NOT NULL UNIQUE,
  artefact text COLLATE "C" NOT NULL,
  status text COLLATE "C" NOT NULL CHECK (status IN ('pending', 'running', 'replaced', 'failed')),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_ref, number)
);
CREATE UNIQUE INDEX tenant_release_running ON tenant_release (tenant_ref) WHERE status = 'running';

-- The keys with which tenants ask for memberships, as hashes: the file of the server that answers is written from here.
CREATE TABLE member_key (
  hash text COLLATE "C" NOT NULL PRIMARY KEY,
  organization text COLLATE "C" NOT NULL,
  tenant_ref uuid NOT NULL
);
CREATE INDEX member_key_of_tenant ON member_key (tenant_ref);
