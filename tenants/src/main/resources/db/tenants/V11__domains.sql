-- The domains that tenants have asked for. Two tenants may ask for one name; it belongs to the one that proves it.
CREATE TABLE domain (
  id uuid PRIMARY KEY,
  tenant_ref uuid NOT NULL REFERENCES tenant,
  name text COLLATE "C" NOT NULL
    CHECK (length(name) <= 253 AND name ~ '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$'),
  proof text NOT NULL,
  status text COLLATE "C" NOT NULL DEFAULT 'pending'
    CHECK (status IN ('pending', 'verified', 'certificate', 'active', 'failing')),
  reason text NOT NULL,
  message text NOT NULL,
  texts text[] NOT NULL DEFAULT '{}',
  addresses text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  prove_by timestamptz NOT NULL,
  proven_at timestamptz,
  checked_at timestamptz,
  next_check_at timestamptz DEFAULT now(),
  failures bigint NOT NULL DEFAULT 0,
  blocked_until timestamptz,
  fence bigint NOT NULL DEFAULT 0,
  lease_until timestamptz NOT NULL DEFAULT '-infinity',
  UNIQUE (tenant_ref, name)
);
CREATE UNIQUE INDEX domain_proven ON domain (name) WHERE proven_at IS NOT NULL;
CREATE INDEX domain_due ON domain (next_check_at);

-- The certificate of a domain, and its key, which the tenant's data key seals.
CREATE TABLE certificate (
  domain_id uuid PRIMARY KEY REFERENCES domain ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL CHECK (id ~ '^[0-9a-f]{64}$'),
  source text COLLATE "C" NOT NULL CHECK (source IN ('given', 'acme')),
  chain text NOT NULL,
  sealed_key bytea NOT NULL,
  issuer text NOT NULL,
  not_before timestamptz NOT NULL,
  not_after timestamptz NOT NULL,
  renew_at timestamptz NOT NULL
);

-- The order for a certificate that is under way, so that another server goes on with it.
CREATE TABLE certificate_order (
  domain_id uuid PRIMARY KEY REFERENCES domain ON DELETE CASCADE,
  location text NOT NULL,
  sealed_key bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- The answers that the router gives to those who check a name before they issue a certificate for it.
CREATE TABLE acme_challenge (
  domain_id uuid NOT NULL REFERENCES domain ON DELETE CASCADE,
  token text COLLATE "C" NOT NULL CHECK (token ~ '^[A-Za-z0-9_-]{1,255}$'),
  answer text COLLATE "C" NOT NULL CHECK (length(answer) <= 400 AND answer ~ '^[A-Za-z0-9_.-]+$'),
  PRIMARY KEY (domain_id, token)
);

-- The platform's account at an issuer; its key is sealed like a tenant's.
CREATE TABLE acme_account (
  directory text PRIMARY KEY,
  location text,
  sealed_key bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
