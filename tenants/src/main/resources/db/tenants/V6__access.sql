-- Keys of operators and of their programs: what is stored opens nothing.
CREATE TABLE operator_key (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  hint text COLLATE "C" NOT NULL,
  hash bytea NOT NULL UNIQUE,
  scopes text[] NOT NULL,
  made_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  last_used_at timestamptz
);
CREATE INDEX operator_key_by_age ON operator_key (created_at, id);

-- The people who run the platform, as somebody on its machine has said.
CREATE TABLE operator_grant (
  issuer text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  granted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (issuer, subject)
);

-- One chain of entries for each tenant, and one for the platform. Each entry's hash covers the entry and the hash
-- before it; the head says how long the chain is.
CREATE TABLE audit_head (
  chain text COLLATE "C" PRIMARY KEY,
  seq bigint NOT NULL,
  hash bytea NOT NULL
);
CREATE TABLE audit (
  chain text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  object text NOT NULL,
  facts text NOT NULL,
  request text NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (chain, seq)
);

-- Not even the owner of the table changes what was written down.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is only ever added to';
END
$$;
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The audit log can be read and added to, and its heads move on.
REVOKE UPDATE, DELETE ON audit FROM toolbridge_tenants;
REVOKE DELETE ON audit_head FROM toolbridge_tenants;
