-- The PostgreSQL servers that hold tenants' databases. Their rows are locked while connections are counted.
CREATE TABLE placement_cluster (
  name text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9-]{0,62}$')
);

-- The place of a tenant's database, and the connections that are kept for its servers.
CREATE TABLE placement (
  tenant_ref uuid NOT NULL,
  cluster text NOT NULL REFERENCES placement_cluster,
  connections integer NOT NULL CHECK (connections > 0),
  schema_version integer,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_ref, cluster)
);

CREATE INDEX placement_by_cluster ON placement (cluster);
