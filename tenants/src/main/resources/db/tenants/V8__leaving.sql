-- The versions of the secrets that were primary when a release began: the ones that its programs use.
ALTER TABLE tenant_release ADD COLUMN secrets jsonb NOT NULL DEFAULT '{}';
UPDATE tenant_release SET secrets = COALESCE((
  SELECT jsonb_object_agg(name, version) FROM secret_version
  WHERE secret_version.tenant_ref = tenant_release.tenant_ref AND status = 'primary'), '{}');

-- The tenants whose data must not be destroyed.
CREATE TABLE tenant_hold (
  tenant_ref uuid NOT NULL PRIMARY KEY REFERENCES tenant,
  reason text NOT NULL,
  actor text NOT NULL,
  since timestamptz NOT NULL DEFAULT now()
);

-- The exports of tenants' data, each a folder below that of all exports. Rows stay when a folder is deleted.
CREATE TABLE tenant_export (
  operation_id uuid NOT NULL PRIMARY KEY,
  tenant_ref uuid NOT NULL REFERENCES tenant,
  folder text COLLATE "C" NOT NULL,
  manifest_sha256 text COLLATE "C" NOT NULL CHECK (manifest_sha256 ~ '^[0-9a-f]{64}$'),
  items bigint NOT NULL CHECK (items >= 0),
  changes bigint NOT NULL CHECK (changes >= 0),
  bytes bigint NOT NULL CHECK (bytes >= 0),
  made_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz
);
CREATE INDEX tenant_export_of_tenant ON tenant_export (tenant_ref, made_at);

-- The signed certificates of destruction.
CREATE TABLE destruction_certificate (
  tenant_ref uuid NOT NULL PRIMARY KEY REFERENCES tenant,
  operation_id uuid NOT NULL,
  signed text COLLATE "C" NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
);
